using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Tensors;
using Snnc.Tests;

namespace Snnc.Sdk.Tests;

/// <summary>A project of a user, outside the checkout.</summary>
public sealed class ConsumerProject(string folder)
{
    /// <summary>A layer that doubles, or as its weights say.</summary>
    public const string Network = """
        network Layer {
            weights w = "layer.npz";
            input x: frame[2];
            x -> fc: dense(2, bias = none);
            output y = fc;
        }
        """;

    /// <summary>Prints what the network gives for 1 and 10.</summary>
    public const string Program = """
        var network = App.Layer.Load();
        var y = new float[2];
        network.Run(new float[] { 1, 10 }, y);
        System.Console.WriteLine(System.FormattableString.Invariant($"{y[0]} {y[1]}"));
        """;

    public string Folder => folder;

    /// <summary>A program that runs the layer, with the weights [[1, 2], [3, 4]].</summary>
    public ConsumerProject WithLayer()
    {
        WriteProject();
        Write("layer.snn", Network);
        Write("Program.cs", Program);
        WriteWeights("layer.npz", "fc.weight", 1, 2, 3, 4);
        return this;
    }

    public ConsumerProject WriteProject(string properties = "", string items = "", string frameworks = "<TargetFramework>net10.0</TargetFramework>", bool central = false)
    {
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                {frameworks}
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Snnc.Sdk" {(central ? "" : "Version=\"0.1.0\"")} />
                {items}
              </ItemGroup>
            </Project>
            """);
        return this;
    }

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    /// <summary>Writes a matrix of two columns.</summary>
    public void WriteWeights(string name, string key, params float[] values) => WriteWeights(name, key, [values.Length / 2, 2], values);

    public void WriteWeights(string name, string key, Shape shape, params float[] values)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        NpzWriter.Write(PathOf(name), [new NamedArray(key, shape, values)]);
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    internal DotNetResult Build(params string[] arguments) => DotNet.Run(folder, ["build", "-nologo", "-v", "n", .. arguments]);

    internal DotNetResult Run(string program = "bin/Debug/net10.0/App.dll") => DotNet.Run(folder, program);
}
