using System.Net;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// Creates <c>IdentityCenter/default</c> where nobody else has. Creation is all: it never writes a spec into an object that is there, so that it cannot fight with a
/// repository that declares one.
/// </summary>
internal sealed class DefaultIdentityCenter(IKubernetesClient client, WriteFence fence)
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        $$$"""{"apiVersion":"{{{Entities.IdentityCenter.Definition.ApiVersion}}}","kind":"{{{Entities.IdentityCenter.Definition.Kind}}}","metadata":{"name":"{{{Entities.IdentityCenter.DefaultName}}}"},"spec":{}}""");

    /// <summary>Creates it; one that is there already is left as it is.</summary>
    /// <exception cref="KubernetesException">The API server refused.</exception>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        try
        {
            await client.CreateAsync(Entities.IdentityCenter.Definition, null, Body, cancellationToken);
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.Conflict)
        {
            // Somebody else was first.
        }
    }
}
