using AwsClients;

// Writes the AWS clients of src/Aws from the service models beside them: dotnet run --project hack/aws-clients
var aws = Path.Combine(Repository.Root(AppContext.BaseDirectory), "src", "Aws");
foreach (var service in Service.All) Generation.Replace(Path.Combine(aws, "Generated", service.Name), service.Read(Path.Combine(aws, "Models")));
