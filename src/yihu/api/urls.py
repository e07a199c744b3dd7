"""Everything under `/api/v1/`, and one answer for whatever else is asked there."""

from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from yihu.api.doors import guarded, nothing_here
from yihu.api.service import build, guarded_urls

app_name = "api"
api = build()
nothing = csrf_exempt(guarded(nothing_here))

urlpatterns = [*guarded_urls(api), re_path(r"^[\s\S]*$", nothing, name="nothing")]
