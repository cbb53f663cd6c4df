/**
 * The page's own style, whole: nothing is loaded. Every colour is said twice, for readers that know no variables; figures are
 * aligned and set apart by attributes, so that a mail client that drops all of this still shows them in columns.
 */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--paper:#fff;--band:#f5f7f9;--rule:#d0d7de;--strong:#0b3d6e;--good:#1a6e3c;--bad:#a5321a;--warn:#fff4d6;
--first:#1f5a96;--second:#c96a1b;--third:#6b7785;--fourth:#3d8f6b}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaef;--soft:#a3adb8;--paper:#14181d;--band:#1d232a;--rule:#3b444e;--strong:#9cc7f0;--good:#6fd09a;--bad:#ff9d86;--warn:#3b3008;
--first:#6fa9e0;--second:#e8954b;--third:#94a1b0;--fourth:#63bd92}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1.25rem 3rem;background:#fff;background:var(--paper);color:#1b1f24;color:var(--ink);
font:15px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .4rem;color:#0b3d6e;color:var(--strong)}
h2{font-size:1.15rem;margin:2.2rem 0 .6rem;padding-top:.5rem;border-top:1px solid #d0d7de;border-top-color:var(--rule);color:#0b3d6e;color:var(--strong)}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
p{margin:.4rem 0}
a{color:#1f5a96;color:var(--first)}
a:focus-visible,.table:focus-visible{outline:2px solid #1f5a96;outline-color:var(--first);outline-offset:2px}
.facts{color:#57606a;color:var(--soft);margin:0}
.warning{background:#fff4d6;background:var(--warn);border-left:4px solid #c96a1b;border-left-color:var(--second);padding:.35rem .7rem}
.incomplete{font-weight:700;margin-bottom:1rem}
.lead{font-weight:600}
.note{color:#57606a;color:var(--soft);font-size:.87rem}
.cover{margin:1rem 0;display:flex;flex-wrap:wrap;gap:.3rem 2.2rem}
.cover div{display:flex;gap:.6rem}
.cover dt{white-space:nowrap;color:#57606a;color:var(--soft)}
.cover dd{margin:0;font-weight:600}
.key{list-style:none;margin:1rem 0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(11.5rem,1fr));gap:.75rem}
.key.long{grid-template-columns:repeat(auto-fit,minmax(min(100%,15.5rem),1fr))}
.key li{min-width:0;border:1px solid #d0d7de;border-color:var(--rule);border-radius:6px;padding:.6rem .8rem;background:#f5f7f9;background:var(--band)}
.key .name,.key .against{display:block;color:#57606a;color:var(--soft);font-size:.85rem}
.key .value{display:block;font-size:1.3rem;font-weight:650;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.8rem 0;padding:0;font-size:.9rem}
main:focus{outline:0}
.table{position:relative;overflow-x:auto;margin:.6rem 0 1rem;max-width:100%}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.93rem}
caption{text-align:left;font-weight:600;padding:.2rem 0 .35rem}
th,td{padding:.28rem .6rem;vertical-align:top;white-space:nowrap;border-bottom:1px solid #d0d7de;border-bottom-color:var(--rule)}
td:first-child,th:first-child{padding-left:.3rem}
th[align=left]{text-align:left}
th[align=right],td[align=right]{text-align:right}
thead th,thead td{vertical-align:bottom;border-bottom:2px solid #57606a;border-bottom-color:var(--soft);font-weight:600}
thead th{white-space:normal;min-width:4em}
tbody th{font-weight:400}
tbody th.words{white-space:normal;overflow-wrap:break-word;min-width:6.5em;max-width:24em}
td.words{white-space:normal;overflow-wrap:break-word;min-width:8.5em;max-width:36em}
td.words:empty{min-width:0}
td.absent{color:#57606a;color:var(--soft)}
tr.total th,tr.total td{font-weight:700;border-top:1px solid #57606a;border-top-color:var(--soft);background:#f5f7f9;background:var(--band)}
tr.emphasis th,tr.emphasis td{font-weight:600}
.up::before{content:"\\25b2";content:"\\25b2"/"";font-size:.7em;margin-right:.25em}
.down::before{content:"\\25bc";content:"\\25bc"/"";font-size:.7em;margin-right:.25em}
.good{color:#1a6e3c;color:var(--good)}
.bad{color:#a5321a;color:var(--bad)}
.heard,.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
figure{margin:.6rem 0 1.2rem;max-width:31rem}
figcaption{margin-bottom:.5rem;font-weight:600}
.pair{display:flex;flex-wrap:wrap;gap:0 2.5rem;align-items:flex-start}
.pair figure{flex:1 1 26rem;min-width:min(100%,20rem)}.pair .table{flex:0 1 auto;min-width:0}
svg{display:block;width:100%;height:auto}
svg text{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif}
footer{margin-top:2.5rem}
footer table{font-size:.82rem}footer td.words{max-width:44em}
@media screen{.long tbody th.words{min-width:11em}}
@media screen and (max-width:40rem){tbody th,thead th:first-child,thead td:first-child{position:sticky;left:0;background:#fff;background:var(--paper)}}
@media (max-width:30rem){body{padding:1rem .8rem 2rem}h1{font-size:1.35rem}.key{grid-template-columns:1fr 1fr;gap:.5rem}.key .value{font-size:1.1rem}
.key.long{grid-template-columns:1fr}.key.long li{display:grid;grid-template-columns:1fr auto;align-items:baseline;gap:0 .8rem;padding:.4rem .7rem}}
@page{size:A4;margin:14mm 12mm 16mm;@bottom-center{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#57606a}}
@page side{size:A4 landscape}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--paper:#fff;--band:#f2f4f6;--rule:#bbb;--strong:#0b3d6e;--good:#1a6e3c;--bad:#a5321a;--warn:#fff4d6;--first:#1f5a96;--second:#c96a1b;--third:#6b7785;--fourth:#3d8f6b}
body{max-width:none;padding:0 1px;font-size:9.5pt;line-height:1.4;print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav{display:none}
.key{grid-template-columns:repeat(4,1fr);gap:2mm}.key.long{grid-template-columns:repeat(3,1fr)}.key li{padding:1.2mm 2.5mm}.key .value{font-size:12pt}
h1{font-size:16pt}.note{font-size:8.5pt}h2{font-size:12pt;margin-top:14pt;break-after:avoid}h3,caption,figcaption{break-after:avoid}
.table{overflow:visible;margin:4pt 0 8pt}
table{font-size:8.5pt}
.small table,.wide table{font-size:7pt}.smaller table{font-size:6.5pt}.side{page:side}
th,td{padding:2pt 5pt}.small th,.small td,.wide th,.wide td{padding:1.5pt 3pt}.smaller th,.smaller td{padding:1.5pt 2pt}
thead{display:table-header-group}tr,figure,.key li{break-inside:avoid}
tbody th.words,td.words{min-width:0;max-width:none;overflow-wrap:anywhere}
figure{max-width:104mm;break-after:avoid}.warning,.lead{break-after:avoid}.pair{display:block}.short{break-inside:avoid}
.pair.beside{display:flex;flex-wrap:nowrap;gap:0 4mm}.beside figure{flex:0 0 88mm;max-width:88mm}.beside table{font-size:8pt}.beside th,.beside td{padding:2pt 4pt}
h2+p,p:has(+.pair),p:has(+.table){break-after:avoid}.pair+.note,.table+.note{break-before:avoid}
tbody tr:first-child,tbody tr:last-child{break-before:avoid}
footer{margin-top:0}footer,footer table,footer td.words,footer .small table{font-size:6.5pt}footer th,footer td{padding:1pt 4pt}footer td.words{overflow-wrap:break-word}
}
`;
