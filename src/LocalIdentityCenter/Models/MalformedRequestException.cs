namespace LocalIdentityCenter.Models;

/// <summary>The body is not JSON of the right types: AWS answers SerializationException before it validates anything.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);
