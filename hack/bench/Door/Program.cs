using System.CommandLine;
using Door;

var limits = new Option<string>("--limits") { Description = "on: 20 requests a second, as AWS; off: as fast as the machine is, where only the number of requests counts.", DefaultValueFactory = _ => "on" };
var rate = new Option<double>("--rate") { Description = "Requests a second that the door grants itself (spec.requestsPerSecond).", DefaultValueFactory = _ => 15 };
var kills = new Option<int>("--kills") { Description = "How often the operator is killed.", DefaultValueFactory = _ => 50 };
var size = new Argument<string>("size") { Description = "S, M or L.", DefaultValueFactory = _ => "M" };
var what = new Argument<string>("what") { Description = "sets or assignments." };
var chaos = new Option<int>("--seed") { Description = "Of the random moments.", DefaultValueFactory = _ => 7 };
var workload = new Argument<string>("workload") { Description = "change, sets, assignments, politeness, or all at the same time.", DefaultValueFactory = _ => "all" };
var endpoint = new Argument<string>("endpoint");
var ledger = new Argument<string>("ledger");

var look = new Command("look", "Requests of one full look, by principal and by pair.") { size, limits, rate };
look.SetAction((parsed, stop) => Look.RunAsync(parsed.GetValue(size)!, parsed.GetValue(limits) == "on", parsed.GetValue(rate), stop));
var change = new Command("change", "One permission set with 8 changed parts, in 300 accounts.") { rate };
change.SetAction((parsed, stop) => Change.RunAsync(parsed.GetValue(rate), stop));
var converge = new Command("converge", "From nothing to 200 permission sets or to 1,000 assignments.") { what, rate };
converge.SetAction((parsed, stop) => parsed.GetValue(what) == "sets" ? ConvergeSets.RunAsync(parsed.GetValue(rate), stop) : ConvergeAssignments.RunAsync(parsed.GetValue(rate), stop));
var accounts = new Option<int>("--accounts") { Description = "Accounts, each of which 50 owners want a group in.", DefaultValueFactory = _ => 100 };
var assignments = new Command("assignments", "5,000 assignments of 50 owners.") { accounts, rate };
assignments.SetAction((parsed, stop) => Assignments.RunAsync(parsed.GetValue(accounts), parsed.GetValue(rate), stop));
var politeness = new Command("politeness", "Beside a caller that takes half of the requests and 6 of 10 slots.") { rate };
politeness.SetAction((parsed, stop) => Politeness.RunAsync(parsed.GetValue(rate), stop));
var restart = new Command("restart", "Each of these killed at random moments.") { workload, kills, chaos };
restart.SetAction((parsed, stop) => Restart.RunAsync(parsed.GetValue(workload)!, parsed.GetValue(kills), parsed.GetValue(chaos), stop));
var worker = new Command("worker", "The process that restart kills.") { workload, endpoint, ledger };
worker.Hidden = true;
worker.SetAction((parsed, stop) => Worker.RunAsync(parsed.GetValue(workload)!, new Uri(parsed.GetValue(endpoint)!), parsed.GetValue(ledger)!, stop));

return await new RootCommand("Benchmarks of the door to AWS, against the local Identity Center.") { look, change, converge, assignments, politeness, restart, worker }.Parse(args).InvokeAsync();
