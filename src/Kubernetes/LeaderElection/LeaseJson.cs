using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Kubernetes.LeaderElection;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class LeaseJson : JsonSerializerContext;
