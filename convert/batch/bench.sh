#!/usr/bin/env bash
# bench.sh [-n REPORTS] [-r ROUNDS] PROGRAM [BASELINE]
#
# What whole processes cost: PROGRAM, and by turns with it BASELINE, convert REPORTS
# distinct reports to workbook and PDF with -j 2, twenty times fewer, and one. Printed are
# the milliseconds of CPU a report (user and system, the median of the rounds), the most
# memory, and the ratio to BASELINE. Needs GNU time.
set -euo pipefail
n=400 rounds=3
while getopts n:r: flag; do
	case $flag in
	n) n=$OPTARG ;;
	r) rounds=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
[ $# -ge 1 ] && [ $# -le 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
seeds=$(cd "$(dirname "$0")/../../testdata/reports" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

few=$((n / 20 > 0 ? n / 20 : 1))
mkdir "$dir/all" "$dir/few" "$dir/one"
i=0
while [ $i -lt "$n" ]; do
	for seed in "$seeds"/*.txt; do
		[ $i -lt "$n" ] || break
		i=$((i + 1))
		{ cat "$seed"; printf '\n第%d份，自成一段。\n' $i; } >"$dir/all/$i.txt"
		[ $i -gt $few ] || cp "$dir/all/$i.txt" "$dir/few/"
	done
done
cp "$dir/all/1.txt" "$dir/one/"

# run PROGRAM SET: milliseconds of CPU and KB of memory
run() {
	rm -rf "$dir/out"
	/usr/bin/time -o "$dir/time" -f '%U %S %M' "$1" convert "$dir/$2" -o "$dir/out" -q -j 2 --manifest none >/dev/null 2>&1 || true
	[ -n "$(find "$dir/out" -name '*.pdf' 2>/dev/null | head -1)" ] || { echo "$1 wrote nothing" >&2; exit 1; }
	tail -1 "$dir/time" | awk '{print ($1 + $2) * 1000, $3}'
}

# times SET ROUNDS COUNT: both programs by turns, then a line for each
times() {
	local round program
	: >"$dir/times"
	for round in $(seq "$2"); do
		for program in "${programs[@]}"; do
			echo "$program $(run "$program" "$1")" >>"$dir/times"
		done
	done
	for program in "${programs[@]}"; do
		grep -F "$program " "$dir/times" | awk '{print $(NF-1), $NF}' | sort -n >"$dir/own"
		awk -v count="$3" '{ms[NR] = $1; if ($2 > kb) kb = $2} END {printf "%.2f %d\n", ms[int((NR + 1) / 2)] / count, kb / 1024}' "$dir/own"
	done >"$dir/medians"
	awk -v what="$3" 'NR == 1 {ms = $1; mb = $2} NR == 2 {base = $1; old = $2} END {
		printf "%7d reports: %6.2f ms CPU a report, %4d MB", what, ms, mb
		if (base) printf "; baseline %6.2f ms, %4d MB; ratio %.2f", base, old, ms / base
		print ""
	}' "$dir/medians"
}

programs=("$@")
times one $((3 * rounds)) 1
times few "$rounds" $few
times all "$rounds" "$n"
