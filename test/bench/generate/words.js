// @ts-check

const list = (/** @type {string} */ words) => words.split(' ');

const QUARTERS = list('城东 城西 城南 城北 河湾 桥头 新港 老街 青石 白塔');
const KINDS = list('支行 分理处 营业部 科技支行 农贸支行');

/** 50 branches. */
export const BRANCHES = QUARTERS.flatMap((quarter) => KINDS.map((kind) => quarter + kind));
export const PRODUCTS = list('流动资金贷款 固定资产贷款 个人住房贷款 个人经营贷款 个人消费贷款 农户小额贷款 项目贷款 贸易融资');
export const INDUSTRIES = list(
  '制造业 批发业 零售业 建筑业 房地产业 农业 林业 畜牧业 渔业 采矿业 运输业 仓储业 住宿业 餐饮业 教育 卫生 租赁业 居民服务 信息业 其他',
);
export const GUARANTEES = list('信用 保证 抵押 质押');
/** From the milder to the worse, as in every tally of the benchmark. */
export const CLASS_WORDS = list('正常 关注 次级 可疑 损失');
export const SURNAMES = list('王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗');
export const GIVEN = list('明 华 建 国 平 芳 秀 英 丽 强 军 伟 勇 杰 敏 静 涛 超 霞 红 宇 晨 阳 雪 梅 兰 松 柏 波 洁 志 海');
export const PLACES = list('海州 临江 东阳 桐川 安平 云溪 丰泽 宁远');
export const BRANDS = list('盛达 恒通 瑞丰 金源 宏业 华泰 顺兴 永利 嘉禾 天成 万和 德信');
export const TRADES = list('建材 商贸 机械 纺织 食品 物流 农业 电子');
export const COMPANY_END = '有限公司';
export const [ON_BOOK, OVERDUE, WRITTEN_OFF] = /** @type {[string, string, string]} */ (list('正常 逾期 核销'));
