#!/bin/sh
# pandoc 2.19.2, seen 2026-11-30; not in pandoc 3.9.
#
# Chinese texts quote within quotes: “‘倍’的认识”. One would guess that the Markdown reader of pandoc
# leaves quotes alone that are typed as the right characters: `smart`, which is on by default, is
# there for straight ones. But where ‘ (U+2018) stands at the beginning or behind punctuation, and a
# Chinese character follows the closing ’ at once, as it does in Chinese, which has no blanks,
# pandoc 2 replaces the opening quote by ’ (U+2019). Nothing is said on standard error, and every
# writer prints it so. Behind a character, and where punctuation follows the closing quote, it
# stays; so do “ and ”. `-f markdown-smart`, or the reference &#8216; in place of the quote, keeps it.
#
# Seen, -f markdown -t plain:
#   “‘倍’的认识”   2.19.2: “’倍’的认识”   3.9: as typed   2.19.2, markdown-smart: as typed
#   （‘倍’的认识） 2.19.2: （’倍’的认识） 3.9: as typed
#   “‘倍’”，讲‘倍’的认识   as typed in both
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Each of these packages holds one version of pandoc.
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
    --target "$work/two" pypandoc_binary==1.11
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
    --target "$work/three" pypandoc_binary==1.17
two=$work/two/pypandoc/files/pandoc
three=$work/three/pypandoc/files/pandoc

failed=0
check() {
    if [ "$2" = "$3" ]; then
        printf 'as before: %s  %s\n' "$1" "$2"
    else
        printf 'changed: %s: %s, not %s\n' "$1" "$2" "$3" >&2
        failed=1
    fi
}

plain() {
    printf '%s\n' "$2" | "$1" -f "${3:-markdown}" -t plain
}
check 'version of the first' "$("$two" --version | head -n 1)" 'pandoc 2.19.2'
check 'version of the second' "$("$three" --version | head -n 1)" 'pandoc 3.9'
check '2.19.2, in quotes' "$(plain "$two" '“‘倍’的认识”')" '“’倍’的认识”'
check '2.19.2, in brackets' "$(plain "$two" '（‘倍’的认识）')" '（’倍’的认识）'
for text in '“‘倍’”' '讲‘倍’的认识' '“倍”的认识'; do
    check '2.19.2, kept' "$(plain "$two" "$text")" "$text"
done
for text in '“‘倍’的认识”' '（‘倍’的认识）'; do
    check '2.19.2 without smart' "$(plain "$two" "$text" markdown-smart)" "$text"
    check '3.9' "$(plain "$three" "$text")" "$text"
done
check '2.19.2, reference' "$(plain "$two" '“&#8216;倍’的认识”')" '“‘倍’的认识”'
exit "$failed"
