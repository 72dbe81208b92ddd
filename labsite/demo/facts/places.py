"""Institutions of the members, and URLs that several facts share."""

GUOHAO_DAI_URL = "https://dai.sjtu.edu.cn/pepledetail.html?id=218"
CS_SJTU_URL = "https://www.cs.sjtu.edu.cn/"
CS_XIDIAN_URL = "https://cs.xidian.edu.cn/"
SII_URL = "https://www.sii.edu.cn/"
INFINIGENCE_URL = "https://cloud.infini-ai.com/platform/ai"
JOIN_URL = "https://dai.sjtu.edu.cn/join.html"

SJTU = {"institution": "Shanghai Jiao Tong University", "institution_zh": "上海交通大学"}
SJTU_CS = {
    **SJTU,
    "department": "School of Computer Science",
    "department_zh": "计算机学院",
    "url": CS_SJTU_URL,
}
SII = {"institution": "Shanghai Innovation Institute", "institution_zh": "上海创智学院", "url": SII_URL}
WESTLAKE = {"institution": "Westlake University", "institution_zh": "西湖大学"}
ECNU = {"institution": "East China Normal University", "institution_zh": "华东师范大学"}
LANZHOU = {"institution": "Lanzhou University", "institution_zh": "兰州大学"}
INFINIGENCE = {"institution": "Infinigence AI", "institution_zh": "无问芯穹", "url": INFINIGENCE_URL}
