"""The editors of recruiting: an opening."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from moderation.forms.spec import Editor, RowSet, Section, register
from recruiting.forms import NoticeForm, PositionForm, QuestionForm

NOTICE = register(
    Editor(
        key="notice",
        label=_("opening"),
        form=NoticeForm,
        title_field="title",
        sections=(
            Section("notice", _("Opening"), fields=(("title", "title_zh"), ("body", "body_zh"))),
            Section("positions", _("Positions"), fields=(("team", "project"),), rows="positions"),
            Section(
                "time",
                _("Dates"),
                fields=("opens", ("closes", "closes_at"), ("starting", "starting_zh")),
            ),
            Section(
                "answer",
                _("How to apply"),
                fields=(("to_send", "to_send_zh"), ("contact", "contact_email"), "url"),
            ),
            Section(
                "questions",
                _("Questions"),
                rows="questions",
                help_text=_(
                    "The application form always asks for name, email, institution, start date, links, a "
                    "statement and a CV. Add further questions here."
                ),
            ),
            Section("place", pgettext_lazy("notice", "Location"), fields=("is_remote", "remote_from")),
        ),
        row_sets=(
            RowSet(
                "positions",
                _("Positions"),
                form=PositionForm,
                add_label=_("Add a position"),
                layout=(("kind", "openings"),),
                starts_with_row=True,
            ),
            RowSet(
                "questions",
                _("Questions"),
                form=QuestionForm,
                add_label=_("Add a question"),
                layout=(("text", "text_zh"), ("kind", "required"), ("choices", "choices_zh")),
                position="position",
                max_rows=30,
            ),
        ),
    )
)
