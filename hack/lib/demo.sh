# The steps of the demo: sourced by hack/demo, which sets workdir, sweep and pids.

bold='' dim='' plain=''
if [[ -t 1 ]]; then bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'; fi

step() {
  printf '\n%s== %s%s %s(%ss)%s\n' "$bold" "$1" "$plain" "$dim" "$SECONDS" "$plain"
}

note() {
  printf '%s\n' "$*"
}

fail() {
  printf 'The demo failed: %s\n' "$1" >&2
  for log in "$workdir"/*.log; do
    [[ -s $log ]] && printf '\n-- the end of %s\n' "$log" >&2 && tail -n 15 "$log" >&2
  done
  exit 1
}

# Shows a command as one would type it, then runs it.
show() {
  printf '%s$ %s%s\n' "$bold" "${*//"$KUBECTL"/kubectl}" "$plain"
  "$@"
}

# Ends what the demo started, and nothing else.
finish() {
  trap - EXIT
  local pid
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    pid=${pids[i]}
    kill -TERM "$pid" 2>/dev/null || continue
    wait "$pid" 2>/dev/null || true
  done
  # Where nothing was started, what is missing was said, and there is nothing to keep.
  if [[ $1 == 0 || $1 == 130 || ${#pids[@]} == 0 ]]; then rm -rf "$workdir"; else note "Logs are kept in $workdir."; fi
  exit "$1"
}

# Runs a command until it succeeds, at most so many seconds.
until_true() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= deadline)); then fail "$what"; fi
    for pid in "${pids[@]}"; do
      kill -0 "$pid" 2>/dev/null || fail "a program that it started ended too early"
    done
    sleep 0.2
  done
}

background() { # log command...
  local log=$workdir/$1
  shift
  "$@" >"$log" 2>&1 &
  pids+=($!)
}

start_everything() {
  need_dotnet
  need curl "Install it: the demo calls AWS with it as somebody else would."
  step "Control plane: etcd, kube-apiserver, kubectl"
  KUBEBUILDER_ASSETS=$(hack/control-plane)
  export KUBEBUILDER_ASSETS
  KUBECTL=$KUBEBUILDER_ASSETS/kubectl

  step "Build"
  local project
  for project in src/Operator src/LocalIdentityCenter hack/dev-cluster; do
    dotnet build "$project" --configuration Release --verbosity quiet --nologo || fail "$project does not build"
  done

  step "Start the API server and a local Identity Center"
  background cluster.log hack/dev-cluster/bin/Release/net10.0/dev-cluster "$workdir"
  background identity-center.log src/LocalIdentityCenter/bin/Release/net10.0/local-identity-center \
    --seed config/samples/organization.yaml --port "${DEMO_PORT:-0}" --latency 1s
  until_true 30 "the local Identity Center did not start" grep -qE 'http://127[^ ]+' "$workdir/identity-center.log"
  AWS=$(grep -oE -m1 'http://127[^ ]+' "$workdir/identity-center.log")
  until_true 60 "the API server did not start" test -s "$workdir/admin.kubeconfig"
  export KUBECONFIG=$workdir/admin.kubeconfig
  kubernetes=$("$KUBECTL" get --raw /version | grep -oE '"gitVersion": *"[^"]+"' | cut -d'"' -f4)
  note "API server ready: Kubernetes $kubernetes; AWS endpoint $AWS"

  step "Install the CRDs and the operator's RBAC"
  local definitions=(apply --filename=config/crds --filename=config/rbac)
  # An older server does not know all that is in a definition, such as rules, and its kubectl does not send what it does not know unless it is told not to look.
  if is_older_than 30; then definitions+=(--validate=false); fi
  "$KUBECTL" "${definitions[@]}" >"$workdir/apply.log" 2>&1 || fail "$(cat "$workdir/apply.log")"
  "$KUBECTL" wait --for=condition=Established --timeout=30s crd -l app.kubernetes.io/part-of=identity-center-operator >/dev/null ||
    fail "the CRDs were not established"
  "$KUBECTL" get crd -o name | grep identitycenter.dev

  step "Start the operator under its own identity"
  background operator.log env KUBECONFIG="$workdir/operator.kubeconfig" AWS_ENDPOINT_URL="$AWS" AWS_REGION=eu-central-1 \
    AWS_ACCESS_KEY_ID=OPERATOR AWS_SECRET_ACCESS_KEY=local \
    src/Operator/bin/Release/net10.0/identity-center-operator run --bind 127.0.0.1:0 --lease-namespace identity-center-system
}

# Whether the API server's minor release is below a number.
is_older_than() {
  local minor=${kubernetes#v1.}
  ((${minor%%.*} < $1))
}

show_samples_become_ready() {
  step "Apply the samples and wait until AWS has them"
  printf 'apiVersion: identitycenter.dev/v1alpha1\nkind: IdentityCenter\nmetadata: {name: default}\nspec: {sweepInterval: %s}\n' "$sweep" |
    "$KUBECTL" apply -f - >/dev/null || fail "IdentityCenter/default was refused"
  local samples=(config/samples/permissionset-*.yaml)
  show "$KUBECTL" apply "${samples[@]/#/--filename=}" || fail "a sample was refused"
  show "$KUBECTL" wait --for=condition=Ready --timeout=60s permissionsets --all || fail "a permission set did not become Ready"
  samples=(config/samples/namespaces.yaml config/samples/accountassignment-*.yaml)
  show "$KUBECTL" apply "${samples[@]/#/--filename=}" || fail "a sample was refused"
  show "$KUBECTL" wait --for=condition=Ready --timeout=120s accountassignments --all --all-namespaces || fail "an assignment did not become Ready"
  local set
  for set in $("$KUBECTL" get permissionsets --output 'jsonpath={.items[*].metadata.name}'); do
    until_true 60 "the accounts of $set are not told" is_well "$set"
  done
  until_true 60 "the instance was not looked at" instance_is_ready
  show "$KUBECTL" get access -A
}

# A call to the local Identity Center as somebody else than the operator.
as_somebody() { # operation body
  curl --silent --show-error --fail-with-body "$AWS" \
    --header 'Content-Type: application/x-amz-json-1.1' \
    --header "X-Amz-Target: SWBExternalService.$1" \
    --header "Authorization: AWS4-HMAC-SHA256 Credential=SOMEBODY/20260101/eu-central-1/sso/aws4_request, SignedHeaders=host, Signature=none" \
    --data "$2"
}

field() { # jsonpath [permission-set]
  "$KUBECTL" get permissionset "${2:-database-admin}" --output "jsonpath={$1}"
}

# How many accounts have a permission set, as AWS says.
accounts_in_aws() { # arn
  as_somebody ListAccountsForProvisionedPermissionSet "{\"InstanceArn\":\"$(field .status.instanceArn)\",\"PermissionSetArn\":\"$1\"}" | grep -oE '"[0-9]{12}"' | wc -l
}

# Ready, no drift, and as many accounts as AWS says, all of them with the present version.
is_well() { # permission-set
  local all
  all=$(accounts_in_aws "$(field .status.arn "$1")")
  [[ $(field '.status.conditions[?(@.type=="Ready")].status' "$1") == True && $(field .status.drift.total "$1") == 0 && $(field .status.propagation.summary "$1") == "$all/$all" ]]
}

instance_is_ready() {
  [[ $("$KUBECTL" get identitycenter default --output 'jsonpath={.status.conditions[?(@.type=="Ready")].status} {.status.lastSweep.complete}') == "True true" ]]
}

set_event() { # reason
  "$KUBECTL" get events --field-selector involvedObject.name=database-admin --output jsonpath='{.items[*].reason}' | grep -q "$1"
}

aws_is_as_declared() {
  [[ $(as_somebody DescribePermissionSet "{\"InstanceArn\":\"$instance\",\"PermissionSetArn\":\"$arn\"}") == *"$description"* ]]
}

lacks_assignment() { # permission-set account principal
  [[ $(as_somebody ListAccountAssignments "{\"InstanceArn\":\"$instance\",\"PermissionSetArn\":\"$1\",\"AccountId\":\"$2\"}") != *"$3"* ]]
}

# The operator would see it by itself within its sweep interval.
look_now() { # kubectl arguments that name the object
  show "$KUBECTL" annotate --overwrite "$@" "identitycenter.dev/reconcile-at=$SECONDS"
}

show_drift_is_healed() {
  step "Somebody changes the permission set in AWS, behind our back"
  arn=$(field .status.arn) instance=$(field .status.instanceArn) description=$(field .spec.description)
  as_somebody UpdatePermissionSet \
    "{\"InstanceArn\":\"$instance\",\"PermissionSetArn\":\"$arn\",\"Description\":\"changed by hand\",\"SessionDuration\":\"PT12H\"}" >/dev/null ||
    fail "the local Identity Center refused the change"
  note "UpdatePermissionSet DatabaseAdministrator: Description \"changed by hand\", SessionDuration PT12H"

  step "The operator sees it within $sweep, or when asked to look, says so, and puts it right"
  look_now permissionset/database-admin
  until_true 60 "the drift was not reported" set_event DriftDetected
  until_true 60 "the drift was not healed" set_event DriftHealed
  aws_is_as_declared || fail "the drift was said to be healed, and AWS is not as declared"
  is_well database-admin || fail "the drift was said to be healed, and the object does not say so: $("$KUBECTL" get permissionset database-admin --output yaml)"
  show "$KUBECTL" get events --field-selector involvedObject.name=database-admin \
    --sort-by=.metadata.creationTimestamp --output custom-columns=REASON:.reason,MESSAGE:.message
  show "$KUBECTL" get permissionset database-admin
  note "AWS has what the YAML says again."
}

assignment() { # jsonpath
  "$KUBECTL" --namespace data-platform get accountassignment databases --output "jsonpath={$1}"
}

# What the operator has recorded for it.
recorded() { # jsonpath
  "$KUBECTL" get accessrecord "$(assignment .metadata.uid)" --output "jsonpath={$1}"
}

assignment_event() { # reason
  "$KUBECTL" --namespace data-platform get events --field-selector involvedObject.name=databases --output jsonpath='{.items[*].reason}' | grep -q "$1"
}

show_revocation_is_healed() {
  step "Somebody takes an assignment away in AWS"
  local set account group
  set=$(assignment .status.permissionSetArn) account=$(recorded '.spec.granted[0].accounts[0]') group=$(recorded '.spec.granted[0].principalId')
  as_somebody DeleteAccountAssignment \
    "{\"InstanceArn\":\"$instance\",\"PermissionSetArn\":\"$set\",\"TargetId\":\"$account\",\"TargetType\":\"AWS_ACCOUNT\",\"PrincipalType\":\"GROUP\",\"PrincipalId\":\"$group\"}" >/dev/null ||
    fail "the local Identity Center refused the revocation"
  # AWS takes its time; to look before it is done would be to see nothing.
  until_true 30 "AWS did not revoke the assignment" lacks_assignment "$set" "$account" "$group"
  note "DeleteAccountAssignment DatabaseAdministrator in account $account: group Data Platform"

  step "The operator sees it within $sweep, or when asked to look, says so, and assigns it again"
  look_now --namespace data-platform accountassignment/databases
  until_true 90 "the revocation was not reported" assignment_event DriftDetected
  until_true 90 "the revocation was not healed" assignment_event DriftHealed
  show "$KUBECTL" --namespace data-platform wait --for=condition=Ready --timeout=30s accountassignment/databases || fail "the assignment did not become Ready again"
  show "$KUBECTL" --namespace data-platform get events --field-selector involvedObject.name=databases \
    --sort-by=.metadata.creationTimestamp --output custom-columns=REASON:.reason,MESSAGE:.message
  show "$KUBECTL" get accountassignments --all-namespaces
}

how_to_go_on() {
  step "Go on by hand"
  note "export KUBECONFIG=$KUBECONFIG"
  note "$KUBECTL get access -A"
  note "$KUBECTL edit permissionset database-admin"
  note "open $AWS                       # the local Identity Center"
  note "tail -f $workdir/operator.log"
}

wait_until_something_ends() {
  wait -n "${pids[@]}" || true
  fail "a program that the demo started has ended"
}
