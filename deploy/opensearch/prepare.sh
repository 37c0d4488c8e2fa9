#!/usr/bin/env bash
# Make secret/: a certificate authority, certificates of three nodes and of the administrator, and the file of users.
# Reads OPENSEARCH_ADMIN_PASSWORD and LUBIAO_OPENSEARCH_PASSWORD. What is there is kept: remove a file to have it anew.
# prepare.sh [FOLDER]: another folder than secret/ beside this file.
set -euo pipefail
umask 077
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/secret}
image=opensearchproject/opensearch:${OPENSEARCH_VERSION:-3.8.0}
days=${CERTIFICATE_DAYS:-825}

fail() { echo "prepare.sh: $1" >&2; exit "$2"; }

for name in OPENSEARCH_ADMIN_PASSWORD LUBIAO_OPENSEARCH_PASSWORD; do
  [ -n "${!name:-}" ] || fail "$name is empty: set it in settings.env, then: set -a; . ./settings.env; set +a" 2
done
for program in openssl docker; do
  command -v "$program" >/dev/null || fail "$program is not installed" 3
done
mkdir -p "$folder"
cd "$folder"

if [ ! -f ca.pem ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj /CN=lubiao-ca -keyout ca.key -out ca.pem 2>/dev/null
fi

# certificate NAME FILE ALTERNATIVE-NAMES
certificate() {
  [ ! -f "$2.pem" ] || return 0
  openssl req -newkey rsa:3072 -nodes -sha256 -subj "/CN=$1" -keyout "$2.key" -out "$2.csr" 2>/dev/null
  openssl x509 -req -in "$2.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -sha256 -days "$days" -out "$2.pem" \
    -extfile <(printf 'extendedKeyUsage=serverAuth,clientAuth\n%s\n' "${3:+subjectAltName=$3}") 2>/dev/null
  rm "$2.csr"
}

for node in opensearch1 opensearch2 opensearch3; do
  mkdir -p "$node"
  certificate "$node" "$node/node" "DNS:$node,DNS:localhost,IP:127.0.0.1${CERTIFICATE_NAMES:+,$CERTIFICATE_NAMES}"
  cp ca.pem "$node/ca.pem"
done
certificate admin admin ""

# hash NAME-OF-VARIABLE: what the cluster keeps in place of a password, which is never an argument
hash() {
  docker run --rm -e "$1" "$image" bash /usr/share/opensearch/plugins/opensearch-security/tools/hash.sh -env "$1" | grep '^\$2' | tail -n 1
}

if [ ! -f internal_users.yml ]; then
  admin=$(hash OPENSEARCH_ADMIN_PASSWORD) || fail "no hash of OPENSEARCH_ADMIN_PASSWORD: docker could not run $image" 3
  lubiao=$(hash LUBIAO_OPENSEARCH_PASSWORD) || fail "no hash of LUBIAO_OPENSEARCH_PASSWORD: docker could not run $image" 3
  cat >internal_users.yml <<END
_meta:
  type: internalusers
  config_version: 2

admin:
  hash: "$admin"
  reserved: true
  backend_roles: [admin]

lubiao:
  hash: "$lubiao"
END
fi

# in the image everything runs as user 1000
if [ "$(id -u)" = 0 ]; then
  chown -R 1000:1000 opensearch1 opensearch2 opensearch3 internal_users.yml
  chmod 711 .
elif [ "$(id -u)" != 1000 ]; then
  echo "prepare.sh: as root, run: chown -R 1000:1000 $folder/opensearch? $folder/internal_users.yml" >&2
fi
