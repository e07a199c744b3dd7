"""Official forms as print: what a person's reading shows, set as auditors know it on paper."""

from yihu.registers.accessions import accessions_pdf
from yihu.registers.accessions_workbook import accessions_xlsx
from yihu.registers.catalogue import blank_catalogue_pdf, catalogue_pdf
from yihu.registers.overview import overview_pdf
from yihu.registers.owner_form import owner_form_pdf
from yihu.registers.script import Script

__all__ = [
    "Script",
    "accessions_pdf",
    "accessions_xlsx",
    "blank_catalogue_pdf",
    "catalogue_pdf",
    "overview_pdf",
    "owner_form_pdf",
]
