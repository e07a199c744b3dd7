"""The contents page of the site."""

from django.urls import include, path, re_path

from yihu.api import urls as api

urlpatterns = [
    path("api/v1/", include("yihu.api.urls")),
    re_path(r"^api/", api.nothing),
    path("", include("yihu.web.urls")),
]

handler400 = "yihu.web.errors.bad_request"
handler403 = "yihu.web.errors.permission_denied"
handler404 = "yihu.web.errors.not_found"
handler500 = "yihu.web.errors.server_error"
