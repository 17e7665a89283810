#!/bin/sh
# Every address of the service, with curl. First: integrationrules serve --store cases.db
# Then: sh examples/service/curl.sh [http://127.0.0.1:8000]; with keys: KEY=ir_... sh examples/service/curl.sh
# Ids stand in the bodies, never in an address. Texts are Danish; add -H 'Accept-Language: en' for English.
set -eu

base=${1:-http://127.0.0.1:8000}
requests=$(dirname "$0")/requests

send() {  # send ADDRESS FILE: what the file holds, - for standard input
  curl --silent --show-error --fail-with-body \
    -H 'Content-Type: application/json' ${KEY:+-H "Authorization: Bearer $KEY"} --data-binary "@$2" "$base$1"
  echo
}

# Is it there? What can be asked? What does it take?
curl --silent --show-error --fail-with-body "$base/health"; echo
curl --silent --show-error --fail-with-body ${KEY:+-H "Authorization: Bearer $KEY"} "$base/rules" | cut -c 1-200
curl --silent --show-error --fail-with-body "$base/openapi.json" | cut -c 1-200

# One citizen, a small population, a budget.
send /evaluate "$requests/evaluate.json"
send /whatif "$requests/whatif.json"
send /deadlines "$requests/deadlines.json"
send /measure "$requests/measure.json"
send /invest "$requests/invest.json"

# A case that lives: events in, alerts out. The same events again are answered as the first time.
send /cases/events "$requests/events.json"
send /cases/events "$requests/events.json"
send /cases/alerts "$requests/alerts.json"

# The first alert is acknowledged.
alert=$(send /cases/alerts "$requests/alerts.json" | grep -o '"id": "[0-9a-f]*"' | head -n 1 | cut -d '"' -f 4)
sed "s/\"alert\": \"[0-9a-f]*\"/\"alert\": \"$alert\"/" "$requests/acknowledge.json" | send /cases/alerts/acknowledge -
