using LocalIdentityCenter.Models;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>The errors of a key that cannot be used. The models name the reasons; which error carries which is read off their enums.</summary>
internal static class KeyErrors
{
    public static AwsException For(EncryptionKey.KeyProblem problem, ServiceModel service)
    {
        var identityStore = service == ServiceModel.IdentityStore;
        var (code, reason) = problem.Kind switch
        {
            KeyProblemKind.NotFound => ("ResourceNotFoundException", identityStore ? "KMS_KEY_NOT_FOUND" : "KMS_NotFoundException"),
            KeyProblemKind.Disabled => ("ValidationException", identityStore ? "KMS_DISABLED" : "KMS_DisabledException"),
            KeyProblemKind.InvalidState => ("ValidationException", identityStore ? "KMS_INVALID_STATE" : "KMS_InvalidStateException"),
            KeyProblemKind.InvalidUsage => ("ValidationException", identityStore ? "KMS_INVALID_KEY_USAGE" : "KMS_InvalidKeyUsageException"),
            _ => ("AccessDeniedException", identityStore ? "KMS_ACCESS_DENIED" : "KMS_AccessDeniedException"),
        };
        return new(code, problem.Message, 400, ("Reason", reason));
    }
}
