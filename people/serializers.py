"""Sign-in over the API."""

from rest_framework import serializers


class SessionIn(serializers.Serializer):
    username = serializers.CharField(max_length=40)
    password = serializers.CharField(max_length=200, trim_whitespace=False)


class MeOut(serializers.Serializer):
    """Who is signed in; `csrf` goes into the header X-CSRFToken of the next command."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    csrf = serializers.CharField()
