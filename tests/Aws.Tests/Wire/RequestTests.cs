using Amazon.IdentityStore.Model;
using Amazon.Organizations.Model;
using Amazon.Runtime.Documents;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using Tag = Amazon.SSOAdmin.Model.Tag;

namespace Aws.Tests.Wire;

public sealed class RequestTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_request_goes_out_as_AWS_JSON_1_1()
    {
        using var service = new LoopbackService();
        using var client = Clients.SSOAdmin(service);

        await client.CreatePermissionSetAsync(new CreatePermissionSetRequest
        {
            Name = "admins",
            InstanceArn = "arn:aws:sso:::instance/ssoins-1234567890abcdef",
            Description = "Ærlige \"admins\" + <more>",
            Tags = [new Tag { Key = "team", Value = "platform" }],
        }, None);

        var call = service.OnlyCall;
        Assert.Equal("POST", call.Method);
        Assert.Equal("/", call.Path);
        Assert.Equal("application/x-amz-json-1.1", call.Headers["Content-Type"]);
        Assert.Equal("SWBExternalService.CreatePermissionSet", call.Target);
        Assert.Equal("2020-07-20", call.Headers["x-amz-api-version"]);
        Assert.Equal("eu-west-1/sso", call.SignedFor);
        Assert.Equal(
            """{"Name":"admins","Description":"Ærlige \"admins\" + <more>","InstanceArn":"arn:aws:sso:::instance/ssoins-1234567890abcdef","Tags":[{"Key":"team","Value":"platform"}]}""",
            call.Body);
    }

    [Fact]
    public async Task Enums_numbers_and_structures_are_written_by_their_names_on_the_wire()
    {
        using var service = new LoopbackService();
        using var client = Clients.SSOAdmin(service);

        await client.ListAccountAssignmentCreationStatusAsync(new ListAccountAssignmentCreationStatusRequest
        {
            InstanceArn = "arn",
            Filter = new OperationStatusFilter { Status = StatusValues.IN_PROGRESS },
            MaxResults = 100,
        }, None);

        Assert.Equal("""{"InstanceArn":"arn","MaxResults":100,"Filter":{"Status":"IN_PROGRESS"}}""", service.OnlyCall.Body);
    }

    [Fact]
    public async Task A_document_is_written_as_the_JSON_it_stands_for()
    {
        using var service = new LoopbackService();
        using var client = Clients.IdentityStore(service);

        await client.UpdateUserAsync(new UpdateUserRequest
        {
            IdentityStoreId = "d-1234567890",
            UserId = "user",
            Operations =
            [
                new AttributeOperation { AttributePath = "displayName", AttributeValue = "Ada" },
                new AttributeOperation { AttributePath = "emails", AttributeValue = new Document(new Dictionary<string, Document> { ["primary"] = true, ["rank"] = new(1, 2L << 40, 0.5) }) },
                new AttributeOperation { AttributePath = "nickName" },
            ],
        }, None);

        Assert.Equal("AWSIdentityStore.UpdateUser", service.OnlyCall.Target);
        Assert.EndsWith(
            """Operations":[{"AttributePath":"displayName","AttributeValue":"Ada"},{"AttributePath":"emails","AttributeValue":{"primary":true,"rank":[1,2199023255552,0.5]}},{"AttributePath":"nickName"}]}""",
            service.OnlyCall.Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_members_is_an_empty_object()
    {
        using var service = new LoopbackService();
        using var client = Clients.Organizations(service);

        await client.DescribeOrganizationAsync(new DescribeOrganizationRequest(), None);

        Assert.Equal("AWSOrganizationsV20161128.DescribeOrganization", service.OnlyCall.Target);
        Assert.Equal("2016-11-28", service.OnlyCall.Headers["x-amz-api-version"]);
        Assert.Equal("{}", service.OnlyCall.Body);
    }
}
