// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Text.Json.Serialization;
using Amazon.Organizations.Model;

namespace Amazon.Organizations.Internal;

[JsonSerializable(typeof(DescribeAccountRequest))]
[JsonSerializable(typeof(DescribeAccountResponse))]
[JsonSerializable(typeof(DescribeOrganizationRequest))]
[JsonSerializable(typeof(DescribeOrganizationResponse))]
[JsonSerializable(typeof(DescribeOrganizationalUnitRequest))]
[JsonSerializable(typeof(DescribeOrganizationalUnitResponse))]
[JsonSerializable(typeof(ListAccountsRequest))]
[JsonSerializable(typeof(ListAccountsResponse))]
[JsonSerializable(typeof(ListAccountsForParentRequest))]
[JsonSerializable(typeof(ListAccountsForParentResponse))]
[JsonSerializable(typeof(ListChildrenRequest))]
[JsonSerializable(typeof(ListChildrenResponse))]
[JsonSerializable(typeof(ListDelegatedAdministratorsRequest))]
[JsonSerializable(typeof(ListDelegatedAdministratorsResponse))]
[JsonSerializable(typeof(ListOrganizationalUnitsForParentRequest))]
[JsonSerializable(typeof(ListOrganizationalUnitsForParentResponse))]
[JsonSerializable(typeof(ListParentsRequest))]
[JsonSerializable(typeof(ListParentsResponse))]
[JsonSerializable(typeof(ListRootsRequest))]
[JsonSerializable(typeof(ListRootsResponse))]
[JsonSerializable(typeof(ListTagsForResourceRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class OrganizationsJsonContext : JsonSerializerContext;
