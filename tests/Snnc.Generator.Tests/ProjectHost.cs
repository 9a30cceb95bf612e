using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Snnc.Runtime;

namespace Snnc.Generator.Tests;

/// <summary>A C# project in memory, with the generator in it.</summary>
internal sealed class ProjectHost
{
    public const string Folder = "/home/ana/My project é";

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Append(typeof(INetwork).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Dictionary<string, InMemoryText> _files = [];
    private readonly Dictionary<string, Dictionary<string, string>> _metadata = [];
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation = CSharpCompilation.Create(
        "App", [Parse("class C;")], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    public ProjectHost(params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            _files[path] = new InMemoryText($"{Folder}/{path}", content);
        }

        _driver = CSharpGeneratorDriver.Create(
            [new SnnGenerator().AsSourceGenerator()],
            _files.Values,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true),
            optionsProvider: new Options(_metadata));
    }

    /// <summary>Gives the item of a file metadata.</summary>
    public ProjectHost With(string path, string name, string value)
    {
        _metadata.TryAdd($"{Folder}/{path}", []);
        _metadata[$"{Folder}/{path}"][$"build_metadata.AdditionalFiles.{name}"] = value;
        return this;
    }

    /// <summary>Compiles the project.</summary>
    public ProjectResult Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var updated, out _);
        return new ProjectResult(_driver.GetRunResult().Results.Single(), updated);
    }

    /// <summary>Adds a C# file.</summary>
    public void AddCode(string code) => _compilation = _compilation.AddSyntaxTrees(Parse(code));

    /// <summary>Changes one of our files.</summary>
    public void Edit(string path, Func<string, string> change)
    {
        var old = _files[path];
        _files[path] = new InMemoryText(old.Path, change(old.Content));
        _driver = _driver.ReplaceAdditionalText(old, _files[path]);
    }

    private static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest));

    private sealed class InMemoryText(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public string Content => content;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }

    private sealed class Options(Dictionary<string, Dictionary<string, string>> metadata) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } =
            new Values(new() { ["build_property.ProjectDir"] = Folder + "/", ["build_property.RootNamespace"] = "App" });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText file) => new Values(metadata.GetValueOrDefault(file.Path, []));
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}

/// <summary>What the generator gave, and the compilation with it.</summary>
internal sealed record ProjectResult(GeneratorRunResult Generator, Compilation Compilation)
{
    /// <summary>Gets the generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files => Generator.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>Gets what the generator reports, as a build shows it, with the path as seen from the project.</summary>
    public IReadOnlyList<string> Reports => [.. Generator.Diagnostics.Select(Show)];

    /// <summary>Gets the errors of the C# compilation.</summary>
    public IReadOnlyList<Diagnostic> Errors => [.. Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];

    /// <summary>What became of the outputs of a step.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [.. Generator.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private static string Show(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var start = place.StartLinePosition;
        var path = Path.GetRelativePath(ProjectHost.Folder, place.Path);
        return $"{path}({start.Line + 1},{start.Character + 1}): {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage()}";
    }
}
