"""What the conversion of the code tables changes or adds, and why."""

from __future__ import annotations

from dataclasses import fields

from standard.record import Record

#: CCS codes that the source prints wrongly -> what they are. K20/29 has no K22 although the class prints it on
#: standards for asynchronous machines; D50/59 has no D50, which catalogues use for minerals in general.
_CCS_CODES = {"FF2": "K22", "D47": "D50"}

#: canonical words of the source that are no `Status`
_STATUS_OF = {
    # issued and not known to have ended: the effective day decides (`standard.status.status_on`)
    "upcoming_or_current": "upcoming",
    # a GB that became a GB/T: what is recorded under the mandatory number has ended
    "nature_changed": "converted",
    "current_under_revision": "current",
}

#: words not in the source: (word, status, meaning)
_STATUS_WORDS = (
    ("已公告", "upcoming", "listed in a notice (公告, 备案月报), not in a catalogue yet"),
    ("确认有效", "current", "confirmed by a review (复审)"),
    ("继续有效", "current", "confirmed by a review (复审)"),
    ("有更新版", "replaced", "a newer edition has been issued in its place (industry and local platforms)"),
    ("已作废", "abolished", "abolished (metrology regulations)"),
    ("已失效", "abolished", "expired"),
    ("无效", "abolished", "expired"),
    ("停止执行", "abolished", "abolished by notice"),
    ("历史", "replaced", "an earlier edition (document services)"),
    ("已修订", "replaced", "a newer edition took its place"),
    ("已被代替", "replaced", "as 被代替"),
    ("已被替代", "replaced", "as 被代替"),
    ("已代替", "replaced", "as 被代替"),
    ("已替代", "replaced", "as 被代替"),
    ("被取代", "replaced", "as 被代替"),
    ("被全部代替", "replaced", "as 被代替"),
    ("被部分代替", "current_partial", "parts replaced by another standard, the rest in force"),
    ("部分代替", "current_partial", "as 被部分代替"),
    ("部分废止", "current_partial", "parts abolished, the rest in force"),
    ("部分现行", "current_partial", "as 部分有效"),
    ("即将废止", "current", "in force until its day of abolition"),
    ("即将作废", "current", "as 即将废止"),
    ("即将被代替", "current", "in force until its successor takes effect"),
    ("在用", "current", "in force"),
    ("现行(修订中)", "current", "in force, being revised"),
    ("未生效", "upcoming", "as 即将实施"),
    ("待实施", "upcoming", "as 即将实施"),
    ("尚未实施", "upcoming", "as 即将实施"),
    ("即将生效", "upcoming", "as 即将实施"),
    ("暂缓", "suspended", "deferred"),
    ("暂停实施", "suspended", "deferred"),
    ("转化", "converted", "taken over by a standard of another level"),
    ("转为推荐性", "converted", "as 转推荐性"),
    ("正在征求意见", "draft", "draft for comments"),
    ("正在批准", "draft", "submitted for approval"),
    ("正在制定", "draft", "being drafted"),
    ("起草", "draft", "being drafted"),
    ("审查", "draft", "under review"),
    ("PUBLISHED", "current", "filter value of the national full-text platform"),
    ("TOBEIMP", "upcoming", "filter value of the national full-text platform"),
    ("REPLACED", "replaced", "filter value of the national full-text platform"),
    ("WITHDRAWN", "abolished", "filter value of the national full-text platform"),
    ("in force", "current", "English"),
    ("valid", "current", "English"),
    ("superseded", "replaced", "English"),
    ("obsolete", "abolished", "English"),
    ("cancelled", "abolished", "English"),
    ("under revision", "current", "English"),
    ("not yet in force", "upcoming", "English"),
)

#: field of the source -> field of `standard.record.Record`; what is not named here is known and not kept
_FIELDS = {
    "number": "number",
    "title_zh": "title",
    "title_en": "title_en",
    "status": "status",
    "nature": "nature",
    "level": "level",
    "issued": "issued",
    "implemented": "effective",
    "abolished": "abolished",
    "ics": "ics",
    "ccs": "ccs",
    "committee": "committee",
    "department": "department",
    "approver": "issuers",
    "drafters_org": "drafters",
    "drafters": "people",
    "replaces": "replaces",
    "replaces_partly": "replaces_partly",
    "replaced_by": "replaced_by",
    "record_no": "filing",
    "adopted_ref": "adopts",
    "adopted_degree": "adopts_degree",
    "gbt4754": "gbt4754",
    # the platforms print the section's name there: 制造业
    "industry_section": "gbt4754",
    "region": "region",
    "scope": "abstract",
    "group_name": "issuers",
    "enterprise_name": "issuers",
}

#: a label whose meaning hangs on the platform; `industry` is a place on the local platform and a sector elsewhere
_LABELS = {"industry(db)": "industry"}

#: a label whose field is another than the source says: on the group platform 公布日期 is when it was shown there
_FIELD_OF_LABEL = {"公布日期": "announced"}

#: labels not in the source, by field
_MORE_LABELS = {
    "number": "标准编号及名称代号 编号 标准代号 标准编码 std_no std_code standard_no standard_number 号 standard",
    "title": "标准题名 题名 名称 标题 标准中文名 cn_name name_zh std_name standard_name",
    "title_en": "标准英文名称 英文题名 英文名 en_name name_en",
    "alt_titles": "其他题名 alt_title",
    "status": "有效性 现行状态 时效性 标准有效性 state std_status",
    "nature": "性质 强制性/推荐性 属性",
    "level": "级别 层级 标准种类 kind type",
    "issued": "发布日 颁布日期 批准日期 批准发布日期 issue_date publish_date pub_date release_date",
    "effective": "实施日 生效日期 施行日期 执行日期 implement_date implementation_date act_date effective_date",
    "abolished": "失效日期 废止日 停止日期 abolish_date fzDate",
    "reviewed": "复审日期 复审时间 确认日期 review_date",
    "ics": "国际分类号 国际标准分类 ICS分类号 ICS号 ICS分类 ics_code",
    "ccs": "中标分类号 中国标准分类 CCS分类号 CCS号 CCS分类 中标分类 ccs_code",
    "gbt4754": "国民经济行业代码 国民经济分类代码 GB/T4754",
    "committee": "归口 归口管理单位 归口单位名称 技术委员会 标准化技术委员会 归口标准化技术委员会 tc",
    "department": "主管单位 标准主管部门 行政主管部门",
    "issuers": "发布机构 颁布部门 批准单位 批准机关 批准发布单位 发布组织 issuer publisher",
    "drafters": "主编单位 编制单位 参编单位 drafting_units",
    "people": "主要起草人员 编写人 drafting_people",
    "abstract": "摘要 标准简介 内容简介 简介 标准适用范围 summary description",
    "replaces": "代替标准号 代替号 替代标准 代替 替代 被本标准代替的标准 代替情况 代替的标准 replaces_raw replace_std",
    "replaces_partly": "部分代替 partReviseStdCodes",
    "replaced_by": "被代替 被替代 被替代标准 被代替标准号 替代者 被代替情况 现行版本 replace_by superseded_by",
    "replaced_partly_by": "被部分代替 被部分代替标准",
    "adopts": "采标 采标情况 采标关系 采用国际标准号 采用的国际标准 对应国际标准号 adopted",
    "adopts_degree": "一致性程度 采标一致性程度 采用关系 degree",
    "cites": "引用标准 规范性引用文件 引用文件",
    "filing": "备案编号",
    "region": "地区 省份 行政区域 所属地区 province",
    "source": "数据来源 来源 sources",
    "url": "来源地址 网址 链接 详情页 地址 link href",
    "checked": "查询日期 核对日期 更新日期 更新时间 采集日期 checked_date update_time day",
    "notes": "备注 说明 remark",
    "conflicts": "status_conflicts",
    "": "状态截至 分组 序号 id pk hcno tid 操作 下载 原文 语种 页数 价格",
}


def ccs(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """CCS rows with the wrong codes put right, in the order of their codes within each level."""
    mended = [{**row, "code": _CCS_CODES.get(row["code"], row["code"])} for row in rows]
    return sorted(mended, key=lambda row: (row["level"], row["code"]))


def statuses(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Status words of the source, then the added ones."""
    known = [
        {
            "word": row["label_zh"],
            "status": _STATUS_OF.get(row["canonical"], row["canonical"]),
            "meaning": row["meaning_en"],
        }
        for row in rows
    ]
    added = [{"word": word, "status": status, "meaning": meaning} for word, status, meaning in _STATUS_WORDS]
    return known + added


def field_aliases(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Labels with the record's field; `field` is empty where the label is known and its value is not kept.

    The first row wins where two name the same label; the record's own field names come last.
    """
    known = [
        {
            "label": _LABELS.get(row["alias"], row["alias"]),
            "field": _FIELD_OF_LABEL.get(row["alias"], _FIELDS.get(row["field"], "")),
            "platforms": row["platforms"],
        }
        for row in rows
    ]
    added = [
        {"label": label, "field": field, "platforms": "other"}
        for field, labels in _MORE_LABELS.items()
        for label in labels.split()
    ]
    own = [{"label": field.name, "field": field.name, "platforms": "record"} for field in fields(Record)]
    first: dict[str, dict[str, str]] = {}
    for row in known + added + own:
        first.setdefault(row["label"], row)
    return list(first.values())
