"""Template filters for the deadlines of openings."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.partial_dates import PartialDate
from recruiting.models.deadline import time_zone_label

register = template.Library()


@register.filter
def deadline(notice):
    """Return the last day, with the closing time if there is one, in a <time>: "31 May 2026, 17:00"."""
    if notice.ends is None:
        return ""
    day = PartialDate.from_date(notice.last_day)
    if notice.is_closed_early or notice.closes_at is None:
        return format_html('<time datetime="{}">{}</time>', day.iso, day.formatted())
    closes = PartialDate.from_date(notice.closes)
    text = _("%(day)s, %(hour)s") % {"day": closes.formatted(), "hour": f"{notice.closes_at:%H:%M}"}
    moment = timezone.localtime(notice.ends, timezone.get_default_timezone())
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)


@register.filter
def time_zone(notice) -> str:
    """Return the time zone of the deadline: "Asia/Shanghai, UTC+08:00"."""
    return time_zone_label(notice.ends) if notice.ends else ""
