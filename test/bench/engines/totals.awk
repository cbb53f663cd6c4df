# gawk -f totals.awk -v as_of=DATE -v lock_date=DATE LOCK_IDS LEDGER: prints the cells of digest.js. Quoted fields are beyond it.

BEGIN {
  FS = ","
  OFS = "\t"
  today = day(as_of)
}

FNR == 1 {
  file++
  for (i = 1; i <= NF; i++) at[$i] = i
  next
}

file == 1 {
  locked[$1]
  next
}

{
  days = 0
  if ($at["principal_overdue_since"] != "") days = today - day($at["principal_overdue_since"])
  if ($at["interest_overdue_since"] != "" && today - day($at["interest_overdue_since"]) > days) days = today - day($at["interest_overdue_since"])
  class = days > 360 ? 4 : days > 270 ? 3 : days > 90 ? 2 : days > 0 || $at["restructured_flag"] == "1" ? 1 : 0
  off_book = $at["status"] == "核销" ? 1 : 0
  segment = ""
  if (!off_book && class >= 2) segment = $at["loan_id"] in locked ? "old" : $at["issue_date"] <= lock_date ? "formed" : "originated"
  key = $at["branch"] OFS $at["product"] OFS class OFS off_book OFS (days > 60 ? 1 : 0) OFS segment
  count[key]++
  # Whole cents, whose sums are exact below 2^53.
  cents[key] += int($at["balance"] * 100 + 0.5)
}

END {
  for (key in count) printf "%s\t%d\t%d\n", key, count[key], cents[key]
}

function day(date) {
  if (!(date in known)) known[date] = int(mktime(substr(date, 1, 4) " " substr(date, 6, 2) " " substr(date, 9, 2) " 12 0 0") / 86400)
  return known[date]
}
