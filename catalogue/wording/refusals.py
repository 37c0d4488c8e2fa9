"""What is said where a request asks for more than is answered, or for what is not there; part of `messages`."""

from __future__ import annotations

from collections.abc import Mapping

#: name -> the sentence in Chinese and in English
REFUSALS: Mapping[str, tuple[str, str]] = {
    "values_too_many": (
        "筛选条件共有 {count} 个值，最多 {most} 个；请减少",
        "the filters have {count} values; at most {most} are allowed, so use fewer",
    ),
    "values_too_long": (
        "筛选条件的值共有 {count} 个字符，最多 {most} 个；请减少",
        "the values of the filters have {count} characters; at most {most} are allowed, so use fewer",
    ),
    "parameters_too_many": (
        "地址里有 {count} 个参数，最多 {most} 个；请减少",
        "the address has {count} parameters; at most {most} are allowed, so use fewer",
    ),
    "limit_out_of_range": (
        "limit={value} 超出范围；可用 0 到 {most}",
        "limit={value} is out of range; use 0 to {most}",
    ),
    "offset_negative": (
        "offset={value} 超出范围；可用 0 或更大的整数",
        "offset={value} is out of range; use a whole number from 0 on",
    ),
    "suggestions_out_of_range": (
        "limit={value} 超出范围；可用 1 到 {most}",
        "limit={value} is out of range; use 1 to {most}",
    ),
    "parameter_unknown": (
        "{name} 不是这里的参数；可用 {known}",
        "{name} is not a parameter; use one of {known}",
    ),
    "crashed": (
        "程序出错（{what}），没有做完；详情写在 {details}，请把它报告给维护者",
        "the program failed ({what}) and did not finish; {details} has the details: report them to the maintainers",
    ),
    "crashed_silently": (
        "程序出错（{what}），没有做完；详情写不进临时文件夹，请报告给维护者",
        "the program failed ({what}) and did not finish; details cannot be written to the folder for temporary files",
    ),
}
