// A Kubernetes API for trying things out: dev-cluster FOLDER writes admin.kubeconfig and operator.kubeconfig there and stays until Ctrl-C or SIGTERM.
using System.Runtime.InteropServices;
using Testing;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: dev-cluster FOLDER");
    return 2;
}

var ended = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

await using var plane = await ControlPlane.StartAsync();
Directory.CreateDirectory(folder);
var (admin, owner) = (Path.Combine(folder, "admin.kubeconfig"), Path.Combine(folder, "operator.kubeconfig"));
// The admin's comes last: who waits for it finds both.
File.Copy(plane.OperatorKubeconfig, owner, overwrite: true);
File.Copy(plane.AdminKubeconfig, admin + ".new", overwrite: true);
File.Move(admin + ".new", admin, overwrite: true);
Console.WriteLine($"Kubernetes {plane.ServerVersion} at https://127.0.0.1:{plane.Port}, admin: {admin}, operator: {owner}");
await ended.Task;
return 0;

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ended.TrySetResult();
}
