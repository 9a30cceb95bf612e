using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Collections;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Import.Nir;

/// <summary>What a system means by what NIR leaves open.</summary>
/// <param name="Name">As the option <c>--convention</c> takes it.</param>
/// <param name="Unit">Of its time constants, if always the same.</param>
/// <param name="Method">How it integrates NIR's equations; null where the library file of its name has neurons of its own.</param>
internal sealed record Convention(string Name, TimeUnit? Unit, IntegrationMethod? Method)
{
    /// <summary>NIR as its documentation has it: differential equations, and nothing about time.</summary>
    public static readonly Convention Plain = new("nir", null, IntegrationMethod.Exact);

    /// <summary>The same by Euler's method with times in seconds, as snnTorch and Lava compute them.</summary>
    public static readonly Convention Euler = new("nir", TimeUnit.Seconds, IntegrationMethod.Euler);

    private static readonly Convention[] All =
    [
        Plain,
        Simulator("genn"),
        Simulator("lava"),
        Simulator("nengo"),
        Simulator("norse"),
        Simulator("rockpool"),
        new("sinabs", TimeUnit.Steps, null),
        Simulator("snntorch"),
        Simulator("snntorch-nir"),
        Simulator("spikingjelly"),
        Simulator("spinnaker2"),
        Simulator("spyx"),
    ];

    /// <summary>Gets the names of all.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(convention => convention.Name)];

    /// <summary>Gets the library file that brings its neurons, under the names of the prelude's; null for NIR's own equations.</summary>
    public string? Profile => Method is null ? $"profiles/{Name}.snn" : null;

    /// <summary>The convention of this name.</summary>
    /// <exception cref="ImportException">There is none.</exception>
    public static Convention Find(string name) => All.FirstOrDefault(convention => convention.Name == name) ?? throw new ImportException(
        $"there is no convention '{name}'",
        EditDistance.Nearest(name, Names) is { } near ? $"did you mean --convention {near}?" : $"--convention takes {string.Join(", ", Names)}");

    /// <summary>Whether it has neurons of this model of the prelude.</summary>
    public bool Has(string model) => Profile is null || ModelsOf(Profile).Contains(model);

    private static IEnumerable<string> ModelsOf(string file)
    {
        var declarations = SyntaxTree.Parse(StandardLibrary.Find(file)!).Root.Declarations;
        return declarations.OfType<NeuronSyntax>().Select(model => model.Name.Text)
            .Concat(declarations.OfType<UseSyntax>().SelectMany(use => ModelsOf(use.Path.StringValue)));
    }

    private static Convention Simulator(string name) => new(name, TimeUnit.Seconds, null);
}
