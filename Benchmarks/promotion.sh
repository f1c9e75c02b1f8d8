#!/bin/sh
# A made example of which the truth is known: sales of 20 and noise even in -1...1, and 6 more on days of promotion,
# three of ten, at random. Who knows the plan of promotions cannot err by less than 0.5 on average; who does not, errs
# by about 2.6.
#
#     sh Benchmarks/promotion.sh [path to forecast]
set -eu
forecast=${1:-forecast}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Days from Monday, 2024-01-01; the generator is that of Park and Miller, the same everywhere.
awk 'BEGIN {
    s = 20240101
    split("31 29 31 30 31 30 31 31 30 31 30 31", length_of)
    print "date,sales,promo"
    year = 2024; month = 1; day = 1
    for (row = 0; row < 700; row++) {
        s = s * 16807 % 2147483647; promo = s / 2147483647 < 0.3
        s = s * 16807 % 2147483647; noise = 2 * s / 2147483647 - 1
        if (row < 693) printf "%d-%02d-%02d,%.3f,%d\n", year, month, day, 20 + noise + 6 * promo, promo
        else printf "%d-%02d-%02d,,%d\n", year, month, day, promo
        last = length_of[month] - (month == 2 && year % 4 != 0)
        if (++day > last) { day = 1; if (++month > 12) { month = 1; year++ } }
    }
}' > "$folder/sales.csv"

cd "$folder"
common="sales.csv --target sales --input-length 14 --horizon 7 --learning-rate 0.01 --test-size 140"
for flags in "--past promo" "--future promo"; do
    echo "+ forecast backtest $common $flags"
    # shellcheck disable=SC2086
    "$forecast" backtest $common $flags --baselines none
done
echo "+ forecast fit and predict, the plan of the last seven days being in the file"
"$forecast" fit sales.csv --target sales --future promo --input-length 14 --horizon 7 --learning-rate 0.01 --quiet
tail -n 7 sales.csv
"$forecast" predict
