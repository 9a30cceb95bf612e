using System.Collections.Generic;
using System.IO;
using Google.Protobuf;
using Snnc.Tensors.Elements;

namespace Snnc.Tensors.Onnx;

/// <summary>A model's messages (ModelProto, GraphProto ...) as they lie in a file.</summary>
internal sealed class ModelReader(string path)
{
    /// <exception cref="MalformedException">The bytes are no model.</exception>
    public OnnxModel Read(Stream file) => WireReader.Read(file, ReadModel);

    private OnnxModel ReadModel(WireReader reader)
    {
        var (version, producer, graph) = (0L, "", (OnnxGraph?)null);
        var opsets = new Dictionary<string, long>();
        reader.Fields(null, () =>
        {
            switch (reader.Field)
            {
                case 1:
                    version = reader.Integer();
                    return true;
                case 2:
                    producer = reader.Text();
                    return true;
                case 7:
                    graph = ReadGraph(reader);
                    return true;
                case 8:
                    ReadOpset(reader, opsets);
                    return true;
                default:
                    return false;
            }
        });
        return graph is null || opsets.Count == 0
            ? throw new MalformedException($"it is no ONNX model: it has no {(graph is null ? "graph" : "version of its operators")}")
            : new OnnxModel(version, producer, opsets, graph);
    }

    private static void ReadOpset(WireReader reader, Dictionary<string, long> opsets)
    {
        var (domain, version) = ("", 0L);
        reader.Message(() =>
        {
            switch (reader.Field)
            {
                case 1:
                    domain = reader.Text();
                    return true;
                case 2:
                    version = reader.Integer();
                    return true;
                default:
                    return false;
            }
        });
        opsets[Domain(domain)] = version;
    }

    private OnnxGraph ReadGraph(WireReader reader)
    {
        var (name, nodes, initializers) = ("", new List<OnnxNode>(), new List<OnnxTensor>());
        var (inputs, outputs) = (new List<OnnxValue>(), new List<OnnxValue>());
        reader.Message(() =>
        {
            switch (reader.Field)
            {
                case 1:
                    nodes.Add(ReadNode(reader));
                    return true;
                case 2:
                    name = reader.Text();
                    return true;
                case 5:
                    initializers.Add(new TensorReader(path, reader).Read());
                    return true;
                case 11:
                    inputs.Add(ValueReader.Read(reader));
                    return true;
                case 12:
                    outputs.Add(ValueReader.Read(reader));
                    return true;
                default:
                    return false;
            }
        });
        return new OnnxGraph(name, nodes, initializers, inputs, outputs);
    }

    private OnnxNode ReadNode(WireReader reader)
    {
        var (name, type, domain) = ("", "", "");
        var (inputs, outputs, attributes) = (new List<string>(), new List<string>(), new Dictionary<string, OnnxAttribute>());
        reader.Message(() =>
        {
            switch (reader.Field)
            {
                case 1:
                    inputs.Add(reader.Text());
                    return true;
                case 2:
                    outputs.Add(reader.Text());
                    return true;
                case 3:
                    name = reader.Text();
                    return true;
                case 4:
                    type = reader.Text();
                    return true;
                case 5:
                    var attribute = ReadAttribute(reader);
                    attributes[attribute.Name] = attribute;
                    return true;
                case 7:
                    domain = reader.Text();
                    return true;
                default:
                    return false;
            }
        });
        return new OnnxNode(name, type, Domain(domain), inputs, outputs, attributes);
    }

    private OnnxAttribute ReadAttribute(WireReader reader)
    {
        var attribute = new OnnxAttribute("", null, null, null, null, [], [], false);
        var (reals, integers) = (new List<float>(), new List<long>());
        reader.Message(() =>
        {
            switch (reader.Field)
            {
                case 1:
                    attribute = attribute with { Name = reader.Text() };
                    return true;
                case 2:
                    attribute = attribute with { Real = reader.Single() };
                    return true;
                case 3:
                    attribute = attribute with { Integer = reader.Integer() };
                    return true;
                case 4:
                    attribute = attribute with { Text = reader.Text() };
                    return true;
                case 5:
                    attribute = attribute with { Tensor = new TensorReader(path, reader).Read() };
                    return true;
                case 6 or 11:
                    attribute = attribute with { HoldsGraph = true };
                    return false;
                case 7:
                    reader.Numbers(WireFormat.WireType.Fixed32, input => reals.Add(input.ReadFloat()));
                    return true;
                case 8:
                    reader.Numbers(WireFormat.WireType.Varint, input => integers.Add(input.ReadInt64()));
                    return true;
                default:
                    return false;
            }
        });
        return attribute with { Reals = reals, Integers = integers };
    }

    // The operators of ONNX itself have two names for their domain.
    private static string Domain(string name) => name == "ai.onnx" ? "" : name;
}
