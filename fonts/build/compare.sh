#!/bin/sh
# Fetches independent fonts from Debian and compares every character of ../files with
# them. Needs apt-get with Debian 12's lists and python3. With --sheet FOLDER it draws
# what differs; --only FILE... compares those. Usage: fonts/build/compare.sh [FLAG...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet freetype-py==2.5.1 numpy==2.4.6
apt-get download fonts-cns11643-kai fonts-cns11643-sung fonts-babelstone-han fonts-unifont fonts-noto-cjk fonts-dejavu-core fonts-lxgw-wenkai texlive-lang-chinese
for deb in *.deb; do dpkg-deb -x "$deb" references; done
venv/bin/python "$here/compare.py" "$here/../files" references "$@"
