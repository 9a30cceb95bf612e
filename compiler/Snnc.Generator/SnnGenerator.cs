using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Snnc.Compiler.Collections;

namespace Snnc.Generator;

/// <summary>
/// Compiles the .snn files of a C# project into classes. It never looks at the project's C#, nor at the bytes of weights: what programs ask of them is in
/// manifests that the build writes beforehand.
/// <code>
/// *.snn         -> Sources --+-> Inputs (a file, those that it uses, its weights) -> Programs -> Project -> a C# file per network; diagnostics
/// *.snnmanifest -> Manifests-+
/// </code>
/// Everything between the steps is a value, so that a step whose inputs did not change is not run, and one that gives the same again ends there.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SnnGenerator : IIncrementalGenerator
{
    /// <summary>The tracking names of the steps.</summary>
    internal const string Sources = nameof(Sources), Manifests = nameof(Manifests), Inputs = nameof(Inputs), Programs = nameof(Programs),
        Project = nameof(Project), Files = nameof(Files), Findings = nameof(Findings);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider;
        var sources = context.AdditionalTextsProvider.Where(ProjectFiles.IsProgram).Combine(options)
            .Select(ProjectFiles.ReadProgram).WithTrackingName(Sources);
        var manifests = context.AdditionalTextsProvider.Where(ProjectFiles.IsManifest).Combine(options)
            .Select(ProjectFiles.ReadManifest).WithTrackingName(Manifests);
        var all = sources.Collect().Select((files, _) => files.ToEquatableArray())
            .Combine(manifests.Collect().Select((files, _) => files.ToEquatableArray()));
        var project = sources.Combine(all)
            .Select((pair, _) => ProgramInput.Of(pair.Left, pair.Right.Left, pair.Right.Right)).WithTrackingName(Inputs)
            .Select(ProgramCompiler.Compile).WithTrackingName(Programs)
            .Collect()
            .Select((programs, _) => ProjectOutput.Of(programs)).WithTrackingName(Project);
        var generated = project.SelectMany((output, _) => output.Files).WithTrackingName(Files);
        var found = project.Select((output, _) => output.Findings).WithTrackingName(Findings);
        context.RegisterSourceOutput(generated, (output, file) => output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8)));
        context.RegisterSourceOutput(found, (output, findings) =>
        {
            foreach (var finding in findings)
            {
                output.ReportDiagnostic(finding.ToDiagnostic());
            }
        });
    }
}
