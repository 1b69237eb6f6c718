"""Makes the two Excel files of invented lists of what happened; the other files beside it are written by hand."""

from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
WHAT = "accompagnement"
MONTHS = {
    "mars": [("Tuchmacherei Anger", 46083, 1.5 / 24, "A. Fictive", WHAT), ("Atelier Morgenlicht", 46084, 2 / 24, "A. Fictive", WHAT)],
    "avril": [("Tuchmacherei Anger", 46114, 3.25 / 24, "conseiller-2", WHAT)],
}
"""Sheet → business, Excel's number of the day and of the hours, who helped, with what."""


def attendance(path: Path) -> None:
    """A list of participants: title with the day above, persons beside firms, ticks for who came."""
    rows = [
        ("Teilnehmerliste Netzwerkabend Textil trifft Design", "", "", "", ""),
        ("Zittau, 12. März 2026", "", "", "", ""),
        ("Stand: 15.03.2026", "", "", "", ""),
        (),
        ("Name", "Vorname", "Firma", "E-Mail", "Teilgenommen"),
        ("Krause", "Ada", "Tuchmacherei Anger", "ada@erfunden.example", "x"),
        ("Krause", "Bo", "Tuchmacherei Anger GmbH", "bo@erfunden.example", "x"),
        ("Krause", "Cem", "Atelier Morgenlicht", "cem@erfunden.example", ""),
        ("Krause", "Dora", "Druckerei am Markt", "", "x"),
        ("Summe", "", "", "", "3"),
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Teilnehmer")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def hours(path: Path) -> None:
    """A sheet of hours a month, with real dates and durations of Excel."""
    with xlsxwriter.Workbook(path) as book:
        day, duration = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "[h]:mm"})
        for title, rows in MONTHS.items():
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ("Entreprise", "Date", "Durée", "Intervenant", "Prestation"))
            for number, (name, on, length, who, what) in enumerate(rows, 1):
                sheet.write_string(number, 0, name)
                sheet.write_number(number, 1, on, day)
                sheet.write_number(number, 2, length, duration)
                sheet.write_row(number, 3, (who, what))


if __name__ == "__main__":
    attendance(HERE / "Teilnehmerliste Netzwerkabend.xlsx")
    hours(HERE / "heures.xlsx")
