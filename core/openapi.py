"""The description of the API (/api/schema/), read from what `core.contract.operation` was told."""

import re
from typing import Any

from drf_spectacular.drainage import error
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, get_doc
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.serializers import FileField, Serializer
from rest_framework.settings import api_settings

from core.contract import Operation, Shape
from core.serializers import RefusalOut

EMPTY = {"type": "object", "additionalProperties": False}
KEY = ResolvedComponent(
    name="IdempotencyKey",
    type=ResolvedComponent.PARAMETER,
    object="IdempotencyKey",
    schema={
        "name": "Idempotency-Key",
        "in": "header",
        "schema": {"type": "string", "maxLength": 80},
        "description": "A command sent again with its key is carried out once and answered with the first answer.",
    },
)


class OperationSchema(AutoSchema):
    """Describes an operation; a view of the API that is none is an error of the description."""

    declared: Operation

    def get_operation(self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any) -> Any:
        """Add what all operations share, each described once: the refusal and the idempotency key."""
        self.method = method
        if self.is_excluded():
            return None
        if method not in getattr(self.view, "operations", {}):
            return error(f"{method} {path} is not described: make it a core.contract.operation.")
        self.declared = self.view.operations[method]
        whole: Any = super().get_operation(path, path_regex, path_prefix, method, registry)
        whole["responses"]["default"] = self._shared(self._refusal())
        if self.declared.once:
            whole.setdefault("parameters", []).append(self._shared(KEY))
        return whole

    def get_operation_id(self) -> str:
        """The method and the words of the path: unique as they are, and as stable as the address."""
        return "_".join([self.method.lower(), *re.findall(r"\w+", re.sub(self.path_prefix, "", self.path))])

    def get_summary(self) -> str:
        """The first line of the view's docstring."""
        return super().get_description().partition("\n")[0]

    def get_description(self) -> str:
        """The other lines."""
        return super().get_description().partition("\n")[2].strip()

    def get_override_parameters(self) -> list[Any]:
        """The query of a GET."""
        return [self.declared.takes] if self.declared.takes and self.method == "GET" else []

    def get_filter_backends(self) -> list[Any]:
        """Filters are described where a view names its filter set."""
        filters = getattr(self.view, "filterset_class", None)
        if filters is None:
            return []
        self.view.queryset = filters.Meta.model._default_manager.none()
        return api_settings.DEFAULT_FILTER_BACKENDS

    def get_request_serializer(self) -> dict[str, type[Serializer]]:
        """The body: JSON, or a form where a file is sent."""
        if self.declared.takes is None:
            return {}
        with_file = any(isinstance(field, FileField) for field in self.declared.takes().fields.values())
        return {"multipart/form-data" if with_file else "application/json": self.declared.takes}

    def get_response_serializers(self) -> dict[Any, Any]:
        """What the operation gives, by status."""
        return dict(_described(status, shape) for status, shape in self.declared.gives.items())

    def get_serializer_name(self, serializer: Serializer, direction: Any) -> str:
        """PlanIn is a PlanRequest, PlannedOut is Planned."""
        return re.sub("(In|Out)$", "", super().get_serializer_name(serializer, direction))

    def _refusal(self) -> ResolvedComponent:
        schema = {"schema": self.resolve_serializer(RefusalOut, "response").ref}
        answer = {"description": "Not carried out: why, and what to do.", "content": {"application/json": schema}}
        return ResolvedComponent("Refused", ResolvedComponent.RESPONSE, schema=answer, object="Refused")

    def _shared(self, component: ResolvedComponent) -> dict[str, str]:
        self.registry.register_on_missing(component)
        return component.ref


def _described(status: int, shape: Shape) -> tuple[Any, OpenApiResponse]:
    if shape is None:
        return status, OpenApiResponse(EMPTY, description="Done.")
    if isinstance(shape, str):
        return (status, shape), OpenApiResponse(OpenApiTypes.BINARY, description="A file.")
    return status, OpenApiResponse(shape, description=get_doc(shape))
