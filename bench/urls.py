"""The program's own addresses, and the empty pages that its pages are held against."""

from django.urls import include, path

from bench import empty

urlpatterns = [
    path("bench/empty/", empty.page),
    path("bench/unledgered/", empty.unledgered),
    path("", include("yihu.config.urls")),
]

handler400 = "yihu.web.errors.bad_request"
handler403 = "yihu.web.errors.permission_denied"
handler404 = "yihu.web.errors.not_found"
handler500 = "yihu.web.errors.server_error"
