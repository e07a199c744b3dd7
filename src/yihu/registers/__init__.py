"""Official forms as print: what a person's reading shows, set as auditors know it on paper."""

from yihu.registers.accessions import accessions_pdf
from yihu.registers.accessions_workbook import accessions_xlsx
from yihu.registers.catalogue import blank_catalogue_pdf, catalogue_pdf
from yihu.registers.chosen import chosen_overview_pdf
from yihu.registers.consultations import consultations_pdf, consultations_xlsx
from yihu.registers.form_workbook import catalogue_xlsx, owner_form_xlsx
from yihu.registers.labels import Label, bag_label, file_label, labels_pdf, stickers_on
from yihu.registers.overview import overview_pdf
from yihu.registers.owner_form import owner_form_pdf
from yihu.registers.script import Script

__all__ = [
    "Label",
    "Script",
    "accessions_pdf",
    "accessions_xlsx",
    "bag_label",
    "blank_catalogue_pdf",
    "catalogue_pdf",
    "catalogue_xlsx",
    "chosen_overview_pdf",
    "consultations_pdf",
    "consultations_xlsx",
    "file_label",
    "labels_pdf",
    "overview_pdf",
    "owner_form_pdf",
    "owner_form_xlsx",
    "stickers_on",
]
