using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using Operator.Tests.IdentityCenter.Support;
using DirectoryErrors = Amazon.IdentityStore.Model;
using SsoErrors = Amazon.SSOAdmin.Model;

namespace Operator.Tests.IdentityCenter;

/// <summary>Each problem of the key that encrypts the instance has a sentence of its own: which key, what is wrong with it, what to do where.</summary>
public sealed class KeyFailureTests
{
    private const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    /// <summary>All reasons of both models, with what the sentence says that no other does.</summary>
    private static readonly (string Error, string Reason, string Remedy)[] Table =
    [
        ("AccessDenied", "KMS_AccessDeniedException", "kms:Encrypt and kms:GenerateDataKeyWithoutPlaintext"),
        ("AccessDenied", "KMS_ACCESS_DENIED", "Allow kms:Decrypt with it, through identitystore"),
        ("Validation", "KMS_DisabledException", "kms:EnableKey"),
        ("Validation", "KMS_DISABLED", "kms:EnableKey"),
        ("Validation", "KMS_InvalidStateException", "kms:CancelKeyDeletion"),
        ("Validation", "KMS_INVALID_STATE", "kms:CancelKeyDeletion"),
        ("ResourceNotFound", "KMS_NotFoundException", "does not come back"),
        ("ResourceNotFound", "KMS_KEY_NOT_FOUND", "does not come back"),
        ("Validation", "KMS_InvalidKeyUsageException", "ENCRYPT_DECRYPT"),
        ("Validation", "KMS_INVALID_KEY_USAGE", "ENCRYPT_DECRYPT"),
        ("Validation", "KMS_INVALID_ARN", "not of an alias"),
        ("Throttling", "KMS_ThrottlingException", "request quota"),
        ("Throttling", "KMS_THROTTLING", "request quota"),
    ];

    public static TheoryData<string, string, string> Reasons()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (error, reason, remedy) in Table)
            data.Add(error, reason, remedy);
        return data;
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_reason_has_a_sentence_of_its_own(string error, string reason, string remedy)
    {
        var failure = AwsFailure.Classify(Error(error, reason, $"The key {Key} cannot be used."), "DescribeUser");
        Assert.Equal((FailureClass.Retry, Reason.EncryptionKeyNotReady), (failure.Class, failure.Reason));
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
        Assert.All(
            Table.Where(line => line.Remedy != remedy && !(error == "AccessDenied" && line.Error == "AccessDenied")),
            line => Assert.DoesNotContain(line.Remedy, failure.Message, StringComparison.Ordinal));
        // Which key, and at what: once before AWS's own words.
        Assert.Contains(Key, failure.Message[..failure.Message.IndexOf("It said:", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("at DescribeUser", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("It is tried again.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_all_reasons_of_the_models()
    {
        var modelled = new[] { typeof(Amazon.SSOAdmin.AmazonSSOAdminClient).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(ConstantClass)) && type.Name.EndsWith("ExceptionReason", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields().Where(field => field.IsStatic).Select(field => ((ConstantClass)field.GetValue(null)!).Value))
            .Where(reason => reason.StartsWith("KMS_", StringComparison.Ordinal)).Distinct();
        Assert.Equal(modelled.Order(StringComparer.Ordinal), Table.Select(line => line.Reason).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("KMS_AccessDeniedException", "statement UseKeyOfInstance of docs/iam-policy.json")]
    [InlineData("KMS_ACCESS_DENIED", "statement UseKeyOfDirectory of docs/iam-policy.json")]
    public void What_is_to_be_allowed_is_said_for_both_places(string reason, string statement)
    {
        var failure = AwsFailure.Classify(Error("AccessDenied", reason, "User is not authorized to perform: kms:Decrypt"), "ListGroups");
        Assert.Contains(statement, failure.Message, StringComparison.Ordinal);
        Assert.Contains("in the key's policy in the organization's management account", failure.Message, StringComparison.Ordinal);
        Assert.Contains("status.encryption.kmsKeyArn", failure.Message, StringComparison.Ordinal);
        var sid = statement.Split(' ')[1];
        Assert.All(new[] { "iam-policy.json", "iam-policy-read-only.json" }, file =>
            Assert.Contains($"\"Sid\": \"{sid}\"", File.ReadAllText(Testing.Repository.At("docs", file)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_reason_that_is_not_known_yet_and_none_are_told_with_all_that_may_help()
    {
        AmazonServiceException[] errors =
        [
            new SsoErrors.ValidationException("x") { ErrorCode = "ValidationException", Reason = "KMS_OfNextYearException" },
            new DirectoryErrors.ResourceNotFoundException("The KMS key does not exist") { ErrorCode = "ResourceNotFoundException" },
        ];
        Assert.All(errors, error => Assert.Contains("If that is Enabled: Allow", AwsFailure.Classify(error).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Disabled", "is disabled")]
    [InlineData("PendingDeletion", "kms:CancelKeyDeletion")]
    [InlineData("Denied", "did not let the operator's role use")]
    public async Task What_AWS_answers_without_its_key_is_told_by_both_services(string state, string words)
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with { Keys = [new() { Arn = Key }], Instance = seed.Instance! with { EncryptionKey = Key } });
        world.Server.Organization.SetKey(Key, state == "Denied" ? "Enabled" : state, grantsIdentityCenter: state != "Denied");
        var sso = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => world.Sso.ListPermissionSetsAsync(new() { InstanceArn = DoorWorld.InstanceArn }));
        var directory = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => world.Get<Amazon.IdentityStore.IAmazonIdentityStore>().ListGroupsAsync(new() { IdentityStoreId = "d-99671a2b3c" }));
        Assert.All(new[] { sso, directory }, error =>
        {
            var failure = AwsFailure.Classify(error);
            Assert.Equal(Reason.EncryptionKeyNotReady, failure.Reason);
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        });
    }

    private static AmazonServiceException Error(string error, string reason, string words) => (error, reason.Any(char.IsLower)) switch
    {
        ("AccessDenied", true) => new SsoErrors.AccessDeniedException(words) { ErrorCode = "AccessDeniedException", Reason = reason },
        ("Validation", true) => new SsoErrors.ValidationException(words) { ErrorCode = "ValidationException", Reason = reason },
        ("ResourceNotFound", true) => new SsoErrors.ResourceNotFoundException(words) { ErrorCode = "ResourceNotFoundException", Reason = reason },
        (_, true) => new SsoErrors.ThrottlingException(words) { ErrorCode = "ThrottlingException", Reason = reason },
        ("AccessDenied", _) => new DirectoryErrors.AccessDeniedException(words) { ErrorCode = "AccessDeniedException", Reason = reason },
        ("Validation", _) => new DirectoryErrors.ValidationException(words) { ErrorCode = "ValidationException", Reason = reason },
        ("ResourceNotFound", _) => new DirectoryErrors.ResourceNotFoundException(words) { ErrorCode = "ResourceNotFoundException", Reason = reason },
        _ => new DirectoryErrors.ThrottlingException(words) { ErrorCode = "ThrottlingException", Reason = reason },
    };
}
