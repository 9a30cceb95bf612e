using System.Xml.Linq;

const string Solution = "Snnc.sln";
const string Packages = "artifacts/packages";
const string TestResults = "artifacts/test-results";
const string Cli = "compiler/Snnc.Cli";
const string Extension = "sdk/vscode-snn";
const string Pictures = "artifacts/pictures";

var target = Argument("target", "Test");
var configuration = Argument("configuration", "Release");
var filter = Argument<string>("filter", null);

TestTotals totals = null;

Task("Restore")
    .Description("Fetches the packages of every project.")
    .Does(() => DotNetRestore(Solution));

Task("Build")
    .Description("Builds every project; a warning is an error.")
    .IsDependentOn("Restore")
    .Does(() => DotNetBuild(Solution, new DotNetBuildSettings { Configuration = configuration, NoRestore = true, NoLogo = true }));

Task("Test")
    .Description("Runs every test project; long lists are sampled. --filter narrows, as in `dotnet test`.")
    .IsDependentOn("Build")
    .Does(() => totals = RunTests(new Dictionary<string, string>()));

Task("TestFull")
    .Description("Runs every test on the whole of its data; takes long.")
    .IsDependentOn("Build")
    .Does(() => totals = RunTests(new Dictionary<string, string> { ["SNNC_FULL"] = "1" }));

Task("Bless")
    .Description("Rewrites the baselines that tests compare with; review the difference before it is committed.")
    .IsDependentOn("Build")
    .Does(() => totals = RunTests(new Dictionary<string, string> { ["SNNC_BLESS"] = "1" }));

Task("Demo")
    .Description("Compiles the digits sample in memory and classifies its 500 images.")
    .Does(() => DotNetRun(Cli, "run samples/digits/digits.snn", new DotNetRunSettings { Configuration = configuration }));

Task("Pack")
    .Description("Builds and packs what users install into artifacts/packages.")
    .Does(() =>
    {
        CleanDirectory(Packages);
        foreach (var project in new[] { "runtime/Snnc.Runtime", "sdk/Snnc.Sdk", "sdk/Snnc.Templates" })
        {
            DotNetPack(project, new DotNetPackSettings { Configuration = configuration, OutputDirectory = Packages, NoLogo = true });
        }

        // Compiled ahead of time, which an ordinary build is not: a start takes a third of the time.
        DotNetPack(Cli, new DotNetPackSettings
        {
            Configuration = configuration,
            OutputDirectory = Packages,
            NoLogo = true,
            MSBuildSettings = new DotNetMSBuildSettings().WithProperty("ReadyToRun", "true"),
        });
    });

Task("Vsix")
    .Description("Packs the extension of VS Code into artifacts; needs node 20 and npm.")
    .Does(() =>
    {
        InstallNodePackages();
        Node("scripts/package.mjs", MakeAbsolute(Directory("artifacts")).FullPath);
    });

Task("EditorTest")
    .Description("Tests the extension's parts, and the language server behind an editor in a headless Chromium.")
    .Does(() =>
    {
        InstallNodePackages();
        DotNetBuild(Cli, new DotNetBuildSettings { Configuration = configuration, NoLogo = true });
        Node("scripts/build.mjs", "--tests");
        Node("--test", "out/test/");
        Node("test/monaco/run.mjs", Compiler());
    });

Task("EditorE2E")
    .Description("Drives the packed extension in VS Code itself (code-server, made once in --server) and photographs it into artifacts/pictures; takes minutes.")
    .IsDependentOn("Vsix")
    .Does(() =>
    {
        DotNetBuild(Cli, new DotNetBuildSettings { Configuration = configuration, NoLogo = true });
        var vsix = GetFiles("artifacts/snn-lang-*.vsix").OrderBy(f => System.IO.File.GetLastWriteTimeUtc(f.FullPath)).Last();
        var server = HasArgument("server") ? new[] { "--server", Argument<string>("server") } : [];
        Node(["test/e2e/run.mjs", "--vsix", vsix.FullPath, "--compiler", Compiler(), "--pictures", MakeAbsolute(Directory(Pictures)).FullPath, .. server]);
    });

Task("Bench")
    .Description("Compares networks with hand-written kernels and peers (--workloads, --rounds, --peers); --filter picks benchmarks of BenchmarkDotNet.")
    .Does(() => DotNetRun("tests/Snnc.Benchmarks", filter is null ? Comparison() : $"--filter \"{filter}\"", new DotNetRunSettings { Configuration = "Release" }));

RunTarget(target);

// After Cake's own report, so that the totals are the last line.
if (totals is not null)
{
    Console.WriteLine(totals);
    Console.Out.Flush();
    if (totals.Failed > 0)
    {
        // Throwing would print a stack of Cake's below the totals.
        Environment.Exit(1);
    }
}

string Comparison() => string.Join(' ', new[] { "workloads", "rounds", "peers" }
    .Where(name => HasArgument(name)).Select(name => $"--{name} {Argument<string>(name)}").Prepend("compare"));

string Compiler() => MakeAbsolute(File($"{Cli}/bin/{configuration}/net10.0/snnc.dll")).FullPath;

void InstallNodePackages()
{
    if (Context.Tools.Resolve(IsRunningOnWindows() ? "node.exe" : "node") is null || Context.Tools.Resolve(IsRunningOnWindows() ? "npm.cmd" : "npm") is null)
    {
        throw new CakeException("the extension of VS Code needs node 20 and npm, which are not on the PATH: apt-get install nodejs npm");
    }

    Run(IsRunningOnWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
}

void Node(params string[] arguments) => Run("node", arguments);

void Run(string program, params string[] arguments)
{
    var line = new ProcessArgumentBuilder();
    foreach (var argument in arguments)
    {
        line.AppendQuoted(argument);
    }

    if (StartProcess(program, new ProcessSettings { Arguments = line, WorkingDirectory = Extension }) is var code and not 0)
    {
        throw new CakeException($"{program} {arguments[0]} ended with {code}");
    }
}

TestTotals RunTests(IDictionary<string, string> environment)
{
    CleanDirectory(TestResults);
    var sum = new TestTotals(0, 0, 0);
    foreach (var project in GetFiles("tests/**/*.Tests.csproj").OrderBy(p => p.FullPath))
    {
        Information($"== {project.GetFilenameWithoutExtension()}");
        sum += RunTestProject(project, environment);
    }

    return sum;
}

TestTotals RunTestProject(FilePath project, IDictionary<string, string> environment)
{
    var report = $"{project.GetFilenameWithoutExtension()}.trx";
    var exitCode = 0;
    DotNetTest(project.FullPath, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
        NoLogo = true,
        Filter = filter,
        Loggers = { $"trx;LogFileName={report}", "console;verbosity=minimal" },
        ResultsDirectory = TestResults,
        EnvironmentVariables = environment,
        HandleExitCode = code =>
        {
            exitCode = code;
            return true;
        },
    });

    var totals = TestTotals.Read($"{TestResults}/{report}");

    // A host that crashed, or never started, has no failing test in its report.
    return exitCode != 0 && totals.Failed == 0 ? totals with { Failed = 1 } : totals;
}

record TestTotals(int Passed, int Failed, int Skipped)
{
    public static TestTotals operator +(TestTotals a, TestTotals b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public static TestTotals Read(string report)
    {
        if (!System.IO.File.Exists(report))
        {
            return new(0, 0, 0);
        }

        var counters = XDocument.Load(report).Descendants().Single(e => e.Name.LocalName == "Counters");
        int Count(string name) => (int)counters.Attribute(name);
        return new(Count("passed"), Count("failed"), Count("total") - Count("executed"));
    }

    public override string ToString() => (Skipped > 0 ? $"{Skipped} skipped: 'dotnet test' says why\n" : "") + $"{Passed} passed, {Failed} failed";
}
