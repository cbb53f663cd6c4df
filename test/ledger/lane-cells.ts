/** Cells of a kind of column: well-formed ones, and every other spelling that a lane could read otherwise than the other. */
export interface Spellings {
  /** The n-th row's. */
  readonly plain: (n: number, pick: number) => string;
  /** `{n}` in them stands for the row's number. */
  readonly other: readonly string[];
}

const list = (...written: string[]) => written.flatMap((cells) => cells.split('|'));
const of = (written: string) => {
  const cells = list(written);
  return (_: number, pick: number) => cells[pick % cells.length] as string;
};

const IDS_OF_ROWS = list(
  '00{n}1|="00{n}"|\'00{n}|`00{n}|Ｋ{n}|借据{n}|T{n}|{n}t| K{n} |\u3000K{n}\u3000|K{n}\u00a0|K\u200b{n}|\ufeffK{n}|K{n}小计|支行{n}合计|计{n}|K {n}',
  'K"{n}"|K,{n};|N{n}|n{n}0|0{n}0|é{n}|E{n}|{n}E5|1.{n}E+17|{n}E+5|0e{n}|{n}.0|12345678901234{n}000|@{n}|~{n}|-{n}|K{n}\u0007|K{n}\t|K\u007f{n}|K\n{n}|𠀀{n}',
);

export const LOAN_IDS: Spellings = {
  plain: (n, pick) => [`K${n}`, `2020${n}`, `A-${n}/x`][pick % 40 > 2 ? 0 : pick % 3] as string,
  other: [
    ...IDS_OF_ROWS,
    ...list(
      '无|-|0|000|N/A|null|None|nan|nil|暂无|空|| |\u3000|/|*|一二三|其中：抵押|制表人|#N/A|#REF!|#VALUE!|#NAME?|#DIV/0!|#NUM!|#NULL!|#####|#7|total|Total|Grand Total|sub-total:|ＴＯＴＡＬ|合计|小计|总 计',
      '合计3笔|3笔|K1|Ｋ1|k1|totals of K9|借据号|loan_id|loanId|0.0|=1|="K"|1e5|\'|""',
    ),
  ],
};

export const IDS: Spellings = {
  plain: (n, pick) => (pick % 3 === 0 ? `C${n % 7}` : `${100 + (n % 5)}`),
  other: LOAN_IDS.other,
};

export const TEXTS: Spellings = {
  plain: of('张三|李四|王 五|Ann|x1|淮北农商|a-b'),
  other: [
    ...list(
      '| |\t|\u3000| 张三 |\u3000张三\u3000|张三\u00a0|\u00a0李四|张"三"|"|a,b;c\td|x\ty|𠀀|a𠀀|é|aé|éa|=1|="0012"|=""|\'0012|\'abc|`99|无|-|0|0000|10|N/A|null',
      'n|N1|0x1|0x0|nil.|——|空|合计|本页小计|总计：|合计（3笔）|total|Sub-Total|ｔｏｔａｌ|计|3笔|设计院|tt|T|统计局|淮北支行小计|中\u200b|\ufeff张|\u2003x|x\u2003',
      '\u1680x|\u2028|x\u0085|~|{x}|x\u0007|\u001f|x\u007f|㐀|龥|ａ|，|\ufffd|两\n行|两\r\n行|两\r行|\n|"\n"|a""b|名{n}| 名{n}|名"{n}"',
    ),
    '"'.repeat(200),
    '长'.repeat(300),
  ],
};

export const AMOUNTS: Spellings = {
  plain: (n, pick) =>
    [`${n}.50`, `${pick % 100000}`, `${pick % 1000}.${pick % 10}`, '0', '0.00', '1,234.56', '12,345,678'][pick % 7] as string,
  other: list(
    '| |\u3000|１２３.45|１,２３４|-5|-5.00|(12.00)|−3|-0|1.234|1.23456|1.2345678901|1e5|1.2E+5|0.1|.5|5.|+5|¥5|￥5|123456789012|1234567890123|12345678901234',
    '123456789012345|1234567890123456|9007199254740991|90071992547409.91|90071992547409.92|000000000000000000001|12,34|1,23,456|0,123|000,123|1,234,567.8',
    '1,234,|,123|1234,567|1,2345|1,234,56|,|1,,234|1,234.5,6|12.3.4|5 | 5|\u30005|5\u00a0|5\u200b|#DIV/0!|=1|="5"|\'5|12万|5元|٣|007|NaN|Infinity|0x10',
    'null|5\t|5\u0001|5\n|待定|5%|贷款余额|合计',
  ),
};

export const DATES: Spellings = {
  plain: of('2019-08-31|2020-02-29|2018-01-01|2019/08/31|2019.08.31|20190831|'),
  other: list(
    '| |\u3000|2019-8-1|2019/8/01|2019年8月31日|2019年08月31日|2019-08-31 00:00:00|2019-08-31 0:00|20190831 00:00:00.0|43708|2958465|2957003|10000|9999',
    '2019-02-30|1999-02-29|2019-13-01|2019-00-10|2019-01-00|20190230|20191301|1900-01-01|1900-12-31|19000101|1901-01-01|19010101|0000-00-00|00000000',
    '9999-12-31|99991231|1899-12-31|2019-08/31|2019/08-31|31/08/2019|08/31/2019|31-08-2019|201908|2019-08|2018.1|2018.10|2019年8月|２０１９-０８-３１',
    '2019-08-3１|\'2019-08-31|="2019-08-31"|0|-|无|null|2019:08:31|2019-08-31 | 2019-08-31|2019-08-31x|2019-0a-31|+019-08-31|２０１９0831|2019\u00a008-31',
    '2020-12-31|2021-01-31|2019-08-31T|合计',
  ),
};

export const AS_OF_DATES: Spellings = {
  plain: of('2020-12-31|2020-12-31|2020-12-31|20201231|2020/12/31|2020-12'),
  other: list(
    '2020-11-30|20201130|202011|2020年12月|2020年12月31日|2020.12|2020.1|| |无|44196|2020-13|２０２０-１２-３１|2020-12-31 00:00:00|total',
  ),
};

export const DAYS: Spellings = {
  plain: (_, pick) => `${pick % 900}`,
  other: list(
    '| |\u3000|0|00012|000012|99999|100000|100001|3333|3334|1234567890|000000005|-1|1.0|１２| 7|7 |7天|七天|1e2|+7|null|7\t|0x1|1,000|="7"|\'7|٣',
  ),
};

export const CLASSES: Spellings = {
  plain: of('正常|正常|关注|次级|可疑|损失|正常类|1|05'),
  other: list('| | 次级 |次 级|\u3000关注|次级\u00a0|loss|LOSS|ｌｏｓｓ|Special-Mention|六级|五级|損失|１|0|\'1|="1"|合计|total'),
};

export const FLAGS: Spellings = {
  plain: of('是|否||否|Y|n'),
  other: list("1|0|√|×|有|无|Ｙ|t|TRUE| |\u3000| 是 |maybe|2|-|'1"),
};

export const STATUSES: Spellings = {
  plain: of('正常|正常|正常|存续|active|'),
  other: list('结清|已结清|核销|转让|Settled|written  off| 结清 | |ＳＯＬＤ|不明|0|合计'),
};

export const GUARANTEES: Spellings = {
  plain: of('信用|保证|抵押|质押|'),
  other: list('保证+抵押|Mortgage| 抵押 | |抵 押|credit|１'),
};

export const CURRENCIES: Spellings = {
  plain: of('CNY|CNY|人民币|rmb|156'),
  other: list('| |USD|美元|元元|ＣＮＹ| cny |01|xyz|TOT|total'),
};

export const INSTITUTIONS: Spellings = {
  plain: of('甲行|甲行|乙行|淮北农商行'),
  other: list('| | 甲行 |甲行\u00a0|0012|\'0012|="0012"|行\u200b|ＡＢ|AB|合计|甲行小计|total|无|0|-|x\u0001'),
};
