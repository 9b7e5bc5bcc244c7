#!/bin/sh
# Fetches the source packages from Debian, npm and PyPI and makes the fonts anew.
# Needs apt-get with Debian 12's lists, npm and python3. With FILEs (wenkai.ttf,
# 'rare/*'), only those are made. Usage: fonts/build/build.sh [FILE...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet fonttools==4.68.0 zopfli==0.4.3
npm pack --silent @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3
apt-get download texlive-lang-chinese fonts-lxgw-wenkai fonts-hanazono fonts-noto-core fonts-nanum unicode-data
sha256sum --quiet -c "$here/SHA256SUMS"
for deb in *.deb; do dpkg-deb -x "$deb" sources; done
for tgz in *.tgz; do mkdir -p "sources/$tgz" && tar -xzf "$tgz" -C "sources/$tgz"; done
venv/bin/python "$here/build.py" sources "$here/../files" "$@"
