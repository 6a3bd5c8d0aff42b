# shellcheck shell=bash
# A Docker engine for the run that sources this: the one that answers, or one of its own, in a folder of its own.

engine_folder=
engine_data=
engine_own_bridge=

# engine_start: status 0 when an engine answers at DOCKER_HOST. The caller installs the programs, and calls engine_stop at its end.
engine_start() {
  if docker version >/dev/null 2>&1; then
    echo "A Docker engine answers: $(docker version -f '{{.Server.Version}}')"
    return
  fi
  if ! command -v dockerd >/dev/null || (($(id -u) != 0)); then
    echo "No Docker engine answers${DOCKER_HOST:+ at $DOCKER_HOST}, and none can be started: that takes dockerd and root" >&2
    return 1
  fi
  # Images take 2 GB: they go where builds go, since /tmp may be a small one in memory. A socket's path has to be short.
  mkdir -p target
  engine_folder=$(mktemp -d)
  engine_data=$(mktemp -d "$PWD/target/engine.XXXXXX")
  if [[ ! -e /sys/class/net/docker0 ]]; then engine_own_bridge=yes; fi
  # Ports go to the loopback interface, whoever publishes them.
  dockerd --host "unix://$engine_folder/docker.sock" --data-root "$engine_data" --exec-root "$engine_folder/exec" \
    --pidfile "$engine_folder/pid" --ip 127.0.0.1 >"$engine_folder/log" 2>&1 </dev/null &
  export DOCKER_HOST=unix://$engine_folder/docker.sock
  local try
  for ((try = 0; try < 60; try++)); do
    if docker version >/dev/null 2>&1; then
      echo "A Docker engine was started: $(docker version -f '{{.Server.Version}}')"
      return
    fi
    if ! kill -0 $! 2>/dev/null; then break; fi
    sleep 0.5
  done
  echo "The Docker engine does not start:" >&2
  tail -n 20 "$engine_folder/log" >&2
  engine_stop
  return 1
}

# Stops an engine that engine_start started, with all its containers; leaves another alone.
engine_stop() {
  [[ -n $engine_folder ]] || return 0
  local pid containers
  if pid=$(cat "$engine_folder/pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null; then
    containers=$(docker ps -aq 2>/dev/null || true)
    # shellcheck disable=SC2086  # a list of names
    if [[ -n $containers ]]; then docker rm -fv $containers >/dev/null 2>&1 || true; fi
    kill "$pid"
    timeout 30 tail --pid="$pid" -f /dev/null || kill -9 "$pid" || true
  fi
  if [[ -n $engine_own_bridge ]]; then ip link delete docker0 2>/dev/null || true; fi
  awk -v folder="$engine_folder/" -v data="$engine_data/" 'index($2, folder) == 1 || index($2, data) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount 2>/dev/null || true
  rm -rf "$engine_folder" "$engine_data"
  engine_folder=
  unset DOCKER_HOST
}
