"""The vocabulary of the synthetic data. All people and places are fictional."""


def _listed(text: str) -> list[str]:
    """Return the comma-separated parts of a text."""
    return [" ".join(part.split()) for part in text.split(",")]


def _paired(text: str) -> dict[str, str]:
    """Parse "Xing 星, Lan 岚" into {"Xing": "星", "Lan": "岚"}."""
    return dict(part.split() for part in _listed(text))


GIVEN_NAMES = _listed("""
Ada, Aino, Alba, Anton, Arno, Bela, Bram, Cleo, Dara, Edda, Elio, Enzo, Esme, Fenja, Finn, Greta, Hanno,
Ilse, Imre, Ines, Jonas, Juno, Kaya, Lars, Leda, Lino, Maren, Milo, Nadia, Nils, Odile, Oskar, Petra,
Quinn, Runa, Selma, Tamsin, Tove, Ulla, Vito
""")
FAMILY_NAMES = _listed("""
Aldermoor, Ambervale, Ashwhistle, Birchhollow, Brackenfell, Briarwick, Cloudmere, Cobblestream,
Dewhollow, Driftmoor, Duskwater, Elderquill, Emberlow, Fernwhistle, Foxglade, Frostmere, Glimmerford,
Goldbracken, Harrowmist, Hazelquill, Inkwater, Juniperfell, Kestrelmoor, Lanternby, Larkhollow,
Marshwhistle, Mistvale, Moonbracken, Nettleford, Oakwhisper, Pebblewick, Quillfeather, Ravenmere,
Rowanfell, Saltmarrow, Silverbrook-Low, Starling-Moor, Thistlewade, Umberfield, Willowquill
""")

# Two words from nature instead of real family names, so that nobody has these names.
CHINESE_FAMILY_NAMES = _paired("""
Xinghe 星河, Lanshan 岚山, Shuanglin 霜林, Xiyun 溪云, Tinglan 汀兰, Yanqiu 雁秋, Hefeng 荷风, Xuesong 雪松,
Daoyu 岛屿, Chaosheng 潮声, Fanying 帆影, Qingkong 晴空, Yinghuo 萤火, Quanshi 泉石, Zhuwu 竹坞, Luzhou 鹭洲
""")
CHINESE_GIVEN_NAMES = _paired("""
Wangchuan 望川, Tingyu 听雨, Mubai 慕白, Zhiyuan 致远, Yunshu 云舒, Ruoshui 若水, Huaijin 怀瑾,
Linfeng 临风, Sixian 思贤, Qiushi 求是, Zhanlu 湛露, Weilan 蔚蓝, Chuxing 初行, Mingche 明澈,
Yuanzhou 远舟, Shenxing 慎行, Jiayue 嘉月, Xiaochen 晓尘
""")

SCHOOLS = [
    ("University of Eastmarch", "东境大学"),
    ("Northlight Institute of Technology", "北光理工学院"),
    ("Seven Rivers University", "七河大学"),
    ("Lantern Bay University", "灯湾大学"),
    ("University of the Outer Isles", "外岛大学"),
    ("Quarry Hill College", "石丘学院"),
    ("Cloudmere University", "云泽大学"),
    ("Riverbend Polytechnic", "河湾理工大学"),
]
DEPARTMENTS = [
    ("Department of Computing", "计算系"),
    ("School of Systems Engineering", "系统工程学院"),
    ("Department of Mathematics", "数学系"),
    ("Institute for Circuits", "电路研究所"),
]
DESTINATIONS = [
    ("Lumen Robotics (fictional)", "流明机器人（虚构）"),
    ("Tidewater Compute (fictional)", "潮水计算（虚构）"),
    ("Northlight Institute of Technology", "北光理工学院"),
    ("Paper Boat Software (fictional)", "纸船软件（虚构）"),
    ("Seven Rivers University", "七河大学"),
]
TOPICS = [
    ("Compilers", "编译器"),
    ("Operating systems", "操作系统"),
    ("Storage systems", "存储系统"),
    ("Networks", "计算机网络"),
    ("Databases", "数据库"),
    ("Computer vision", "计算机视觉"),
    ("Speech", "语音处理"),
    ("Robotics", "机器人"),
    ("Reinforcement learning", "强化学习"),
    ("Graph learning", "图学习"),
    ("Federated learning", "联邦学习"),
    ("Privacy", "隐私保护"),
    ("Security", "信息安全"),
    ("Formal methods", "形式化方法"),
    ("Program analysis", "程序分析"),
    ("Software testing", "软件测试"),
    ("Cloud computing", "云计算"),
    ("Edge computing", "边缘计算"),
    ("Scheduling", "调度"),
    ("Memory systems", "内存系统"),
    ("Near-memory computing", "近存计算"),
    ("Accelerators", "加速器"),
    ("Chip design", "芯片设计"),
    ("Design automation", "设计自动化"),
    ("Quantum computing", "量子计算"),
    ("Numerical methods", "数值方法"),
    ("Optimization", "优化"),
    ("Recommendation", "推荐系统"),
    ("Human-computer interaction", "人机交互"),
    ("Scientific computing", "科学计算"),
]
PLACES = _listed("Eastmarch, Lantern Bay, Quarry Hill, Seven Rivers")
#: Name, abbreviation, kind, rank. With the three venues of the facts there are 24.
VENUES = [
    ("Conference on Imaginary Systems", "CIS", "conference", "Rank A"),
    ("Symposium on Invented Architectures", "SIA", "conference", "Rank A"),
    ("Conference on Made-up Machine Learning", "CMML", "conference", "Rank A"),
    ("Conference on Fictional Databases", "CFDB", "conference", "Rank A"),
    ("Symposium on Hypothetical Networks", "SHN", "conference", "Rank B"),
    ("Conference on Pretend Compilers", "CPC", "conference", "Rank B"),
    ("Conference on Notional Security", "CNSec", "conference", "Rank B"),
    ("Symposium on Virtual Robotics", "SVRo", "conference", "Rank B"),
    ("Conference on Supposed Vision", "CSVi", "conference", "Rank C"),
    ("Conference on Assumed Storage", "CAS-T", "conference", ""),
    ("Journal of Imaginary Computing", "J. Imag. Comput.", "journal", "Rank A"),
    ("Transactions on Invented Systems", "T. Inv. Syst.", "journal", "Rank A"),
    ("Transactions on Fictional Circuits", "T. Fict. Circ.", "journal", "Rank B"),
    ("Journal of Hypothetical Data", "J. Hyp. Data", "journal", "Rank B"),
    ("Letters on Notional Algorithms", "Lett. Not. Alg.", "journal", "Rank C"),
    ("Annals of Pretend Optimization", "Ann. Pret. Opt.", "journal", ""),
    ("Workshop on Imaginary Accelerators", "WIA", "workshop", ""),
    ("Workshop on Invented Compilers", "WIC", "workshop", ""),
    ("Workshop on Made-up Measurements", "WMM", "workshop", ""),
    ("Archive of Sample Preprints", "sampleXiv", "preprints", ""),
    ("Sample University Press", "Sample Press", "publisher", ""),
]

SYLLABLES = _listed("""
Alto, Brio, Cala, Deno, Evo, Faro, Gala, Helio, Iso, Juno, Kalo, Lumi, Mira, Nova, Orbi, Pico, Quill,
Rivu, Sola, Terra
""")
ENDINGS = _listed("""
Bench, Cast, Flow, Fuse, Graph, Kern, Lens, Loom, Mesh, Mind, Net, Pack, Path, Pipe, Plan, Scope, Sketch,
Spark, Store, Tune
""")
QUALITIES = _listed("""
Adaptive, Asynchronous, Bounded, Budgeted, Coarse-Grained, Compact, Differentiable, Elastic,
Fault-Tolerant, Fine-Grained, Hierarchical, Incremental, Low-Latency, Memory-Efficient, Predictable,
Robust, Scalable, Self-Tuning, Sparse, Verified
""")
TASKS = _listed("""
Attention, Cache Placement, Checkpointing, Code Generation, Data Layout, Graph Partitioning, Gradient
Exchange, Index Construction, Kernel Selection, Load Balancing, Model Serving, Prefetching, Quantization,
Query Planning, Resource Allocation, Routing, Sampling, Search, Stream Processing, Training
""")
SETTINGS = _listed("""
Clusters of Small Machines, Edge Devices, Federated Clouds, Heterogeneous Accelerators, Large Graphs,
Long Sequences, Many-Core Processors, Mobile Robots, Multi-Tenant Servers, Non-Volatile Memory, Noisy
Sensors, Object Stores, Satellite Links, Scientific Workflows, Sparse Tensors, Wide-Area Networks
""")
MEANS = _listed("""
Approximate Counting, Bidirectional Planning, Cost Models that Learn, Delayed Synchronization, Early
Exits, Guided Sampling, Hybrid Precision, Lazy Evaluation, Online Profiling, Shared Prefixes, Speculative
Execution, Two-Level Scheduling
""")
CHINESE_QUALITIES = _listed("高效的,自适应的,可扩展的,低延迟的,可验证的,面向稀疏数据的")
CHINESE_TASKS = _listed("图划分,查询规划,模型服务,负载均衡,缓存布局,流处理,代码生成,索引构建")
CHINESE_SETTINGS = _listed("边缘设备,异构加速器,长序列,联邦云,大规模图,广域网,移动机器人,对象存储")
