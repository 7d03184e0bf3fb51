#!/bin/sh
# pandoc 3.9, comrak 0.59.0, seen 2026-11-30.
#
# One would guess that **…** is bold wherever it stands. CommonMark asks whether the stars are at
# the edge of a word, and tells that by blanks and punctuation; Chinese has no blanks between
# words. Where what is bold ends in a Chinese quote or stop and a character follows at once,
# CommonMark prints the stars: **“双减”**工作. The readers of one and the same program do not agree:
# `markdown` of pandoc makes it bold, `gfm`, `commonmark` and `commonmark_x` print the stars, and so
# does comrak, unless its extension cjk-friendly-emphasis is on. Where punctuation or nothing
# follows, all make it bold.
#
# Seen, for **“双减”**工作 and **“双减”**，工作:
#   pandoc markdown                        bold          bold
#   pandoc gfm, commonmark, commonmark_x   stars         bold
#   comrak                                 stars         bold
#   comrak -e cjk-friendly-emphasis        bold          bold
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
    --target "$work/pandoc" pypandoc_binary==1.17
pandoc=$work/pandoc/pypandoc/files/pandoc
cargo install --quiet --locked --root "$work/comrak" comrak@0.59.0
comrak=$work/comrak/bin/comrak

failed=0
check() {
    if [ "$2" = "$3" ]; then
        printf 'as before: %s  %s\n' "$1" "$2"
    else
        printf 'changed: %s: %s, not %s\n' "$1" "$2" "$3" >&2
        failed=1
    fi
}

word='**“双减”**工作'
stop='**“双减”**，工作'
stars='<p>**“双减”**工作</p>'
bold='<p><strong>“双减”</strong>工作</p>'
bold_stop='<p><strong>“双减”</strong>，工作</p>'

html() {
    printf '%s\n' "$1" | "$pandoc" -f "$2" -t html
}
check 'pandoc markdown' "$(html "$word" markdown-smart)" "$bold"
check 'pandoc markdown, stop' "$(html "$stop" markdown-smart)" "$bold_stop"
for reader in gfm commonmark commonmark_x-smart; do
    check "pandoc $reader" "$(html "$word" "$reader")" "$stars"
    check "pandoc $reader, stop" "$(html "$stop" "$reader")" "$bold_stop"
done
check 'comrak' "$(printf '%s\n' "$word" | "$comrak")" "$stars"
check 'comrak, stop' "$(printf '%s\n' "$stop" | "$comrak")" "$bold_stop"
check 'comrak -e cjk-friendly-emphasis' \
    "$(printf '%s\n' "$word" | "$comrak" -e cjk-friendly-emphasis)" "$bold"
exit "$failed"
