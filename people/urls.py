"""Addresses of the people room."""

from django.urls import path

from people import api, views

urlpatterns = [
    path("", views.home, name="home"),
    path("login/", views.sign_in, name="login"),
    path("logout/", views.sign_out, name="logout"),
    path("unlock/", views.unlock, name="unlock"),
    path("language/", views.language, name="set_language"),
    path("role/", views.role_switch, name="role_switch"),
    path("me/password/", views.password_change, name="password_change"),
    path("me/pin/", views.pin_change, name="pin_change"),
    path("users/", views.user_list, name="user-list"),
    path("users/new/", views.user_new, name="user-new"),
    path("users/<int:pk>/", views.user_page, name="user-page"),
    path("users/<int:pk>/roles/", views.user_roles, name="user-roles"),
    path("users/<int:pk>/reset/", views.user_reset, name="user-reset"),
    path("users/<int:pk>/active/", views.user_activate, name="user-activate"),
]

api_urlpatterns = [
    path("session/", api.session, name="api-session"),
    path("me/", api.me, name="api-me"),
]
