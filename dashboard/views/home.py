"""What needs me this week?"""

from dashboard import session
from dashboard.i18n import _, language
from dashboard.parts import overview
from dashboard.parts.states import asking

with asking(_("Fetching this week's figures …")):
    home = session.client().home(lang=language())
overview.head(home)
overview.figures(home["figures"], home["role"])
if home["role"] == "evaluator":
    overview.method()
else:
    overview.suggestions(home["suggestions"])
    overview.incomplete(home["incomplete"])
overview.honest(home["illustrative"])
