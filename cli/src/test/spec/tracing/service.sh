# Serves a new lake in ./scratch on a free port and points the commands at it; the service ends with the shell.
zed lake serve -R scratch -l localhost:0 -portfile port >service.log 2>&1 &
service=$!
trap 'kill $service; wait $service 2>/dev/null || true' EXIT
for _ in $(seq 300); do
    [ ! -s port ] || break
    sleep 0.1
done
[ -s port ] || { echo "the service did not start:"; cat service.log; exit 1; }
ZED_LAKE=http://localhost:$(cat port)
export ZED_LAKE
