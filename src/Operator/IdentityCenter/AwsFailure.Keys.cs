using System.Text.RegularExpressions;
using Amazon.Runtime;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <content>What an error says of the key that encrypts the instance: each problem of a key has another remedy, and another person who has it.</content>
internal sealed partial record AwsFailure
{
    private const string ThatKey = "the KMS key that encrypts the instance (status.encryption.kmsKeyArn of the IdentityCenter)";

    // The two services write the same reasons in two ways: KMS_DisabledException and KMS_DISABLED.
    private static AwsFailure OfTheKey(AmazonServiceException e, string? operation)
    {
        var key = KeyArn().Match(e.Message) is { Success: true, Value: var arn } ? $"the KMS key {arn}" : ThatKey;
        var (problem, remedy) = ReasonOf(e) switch
        {
            "KMS_AccessDeniedException" or "KMS_ACCESS_DENIED" => ($"KMS did not let the operator's role use {key}", Allow(e)),
            "KMS_DisabledException" or "KMS_DISABLED" => ($"{key} is disabled", "Enable it in KMS (kms:EnableKey), in the organization's management account and in the Region of the instance."),
            "KMS_InvalidStateException" or "KMS_INVALID_STATE" => (
                $"{key} cannot be used in the state that it is in",
                "Look at its state in KMS, in the organization's management account: where its deletion is scheduled, cancel that (kms:CancelKeyDeletion) and enable it; where its material or its key store is "
                + "missing, bring that back."),
            "KMS_NotFoundException" or "KMS_KEY_NOT_FOUND" => (
                $"KMS does not find {key}",
                "Look for it in the organization's management account, in the Region of the instance, and replicate it there if it is a multi-Region key. One that was deleted does not come back: ask AWS Support."),
            "KMS_InvalidKeyUsageException" or "KMS_INVALID_KEY_USAGE" => ($"{key} is not one to encrypt and decrypt with", "Set a symmetric key of usage ENCRYPT_DECRYPT as the instance's key."),
            "KMS_INVALID_ARN" => ($"KMS does not take the ARN of {key}", "Set the instance's key anew, by the ARN of a key and not of an alias."),
            "KMS_ThrottlingException" or "KMS_THROTTLING" => (
                $"KMS throttles the use of {key}", "All who use keys in that account and Region share KMS's request quota: where it lasts, ask AWS to raise it."),
            _ => ($"AWS could not use {key}", $"Look at the key's state in KMS, in the organization's management account. If that is Enabled: {Allow(e)}"),
        };
        return new(FailureClass.Retry, Reason.EncryptionKeyNotReady, $"{Capital(problem)}{During(operation)}. {Said(e)} It says nothing about what was asked for. {remedy} It is tried again.");
    }

    // The identity store is only read. A key of another account has to be allowed on both sides, one of the own account where its policy leaves it to IAM.
    private static string Allow(AmazonServiceException e) => e is Amazon.IdentityStore.AmazonIdentityStoreException
        ? Allow("kms:Decrypt with it", "identitystore", "UseKeyOfDirectory")
        : Allow("kms:Decrypt with it, to write also kms:Encrypt and kms:GenerateDataKeyWithoutPlaintext", "sso", "UseKeyOfInstance");

    private static string Allow(string rights, string service, string statement) =>
        $"Allow {rights}, through {service}: in the policy of the operator's role (statement {statement} of docs/iam-policy.json), and in the key's policy in the organization's management account: to "
        + "the role, or to the role's account.";

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    [GeneratedRegex(@"\barn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+")]
    private static partial Regex KeyArn();
}
