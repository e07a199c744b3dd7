"""The addresses of pages. Everything of a project begins with its code, in capitals."""

from django.urls import include, path, re_path, register_converter

from yihu.web import errors
from yihu.web.estate import areas
from yihu.web.estate import views as estate
from yihu.web.people import settings
from yihu.web.people import views as people
from yihu.web.projects import ProjectCode
from yihu.web.regulations import library
from yihu.web.regulations import views as regulations
from yihu.web.setup import views as setup

register_converter(ProjectCode, "project")

of_project = [
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="person_new"),
    path("people/<str:username>/", people.person, name="person"),
    path("people/<str:username>/password/", people.person_password, name="person_password"),
    re_path(
        r"^people/(?P<username>[^/]+)/(?P<act>end|disable|enable)/$", people.person_act, name="person_act"
    ),
    path("estate/", estate.estate, name="estate"),
    path("estate/units/new/", estate.new_unit, name="unit_new"),
    path("estate/units/<uuid:unit_id>/", estate.unit, name="unit"),
    path("estate/areas/", areas.areas, name="areas"),
    path("estate/areas/new/", areas.new_area, name="area_new"),
    path("estate/areas/<str:area>/buildings/", areas.area_building, name="area_building"),
    path("estate/areas/<str:area>/officer/", areas.area_officer, name="area_officer"),
    path("regulations/", regulations.project_regulations, name="project_regulations"),
    path("regulations/adoption/", regulations.adoption, name="adoption"),
    path("regulations/rules/new/", regulations.new_rule, name="rule_new"),
    path("regulations/reading/", regulations.rules_to_read, name="rules_to_read"),
    path("regulations/days/new/", regulations.new_day, name="day_new"),
    path("regulations/days/<uuid:day_id>/withdraw/", regulations.withdraw_day, name="day_withdraw"),
]

urlpatterns = [
    path("", setup.home, name="home"),
    path("setup/start/", setup.start, name="setup_start"),
    path("setup/demo/", setup.load_demo, name="setup_demo"),
    path("projects/new/", setup.new_project, name="project_new"),
    path("account/settings/", settings.account_settings, name="account_settings"),
    path("language/", settings.set_language, name="set_language"),
    path("regulations/", library.regulations, name="regulations"),
    path("regulations/<slug:code>/", library.regulation, name="regulation"),
    path("regulations/clauses/<str:clause_id>/", library.clause, name="clause"),
    # allauth's doors that stay shut: nobody signs up, and there is no mail
    re_path(
        r"^accounts/(signup|email|confirm-email|inactive|password/(set|reset)|login/code)(/.*)?$", errors.shut
    ),
    path("accounts/", include("allauth.urls")),
    path("<project:code>/", include(of_project)),
    path("", include("yihu.web.today.urls")),
    path("", include("yihu.web.households.urls")),
    path("", include("yihu.web.exports.urls")),
    path("", include("yihu.web.consultations.urls")),
    path("", include("yihu.web.delegations.urls")),
    path("", include("yihu.web.search.urls")),
    path("", include("yihu.web.documents.urls")),
    path("", include("yihu.web.papers.urls")),
    path("", include("yihu.web.receipts.urls")),
    path("", include("yihu.web.accessions.urls")),
    path("", include("yihu.web.shelves.urls")),
    path("", include("yihu.web.catalogue_template.urls")),
    path("", include("yihu.web.permits.urls")),
    path("", include("yihu.web.ledger.urls")),
    path("", include("yihu.web.imports.urls")),
    path("", include("yihu.web.catch_up.urls")),
    path("", include("yihu.web.backlog.urls")),
]
