using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Snnc.Generated.Tests;

/// <summary>The public members of types as C# declares them, a line each.</summary>
internal static class PublicSurface
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float",
        [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The type and its members.</summary>
    public static IEnumerable<string> Of(Type type) =>
        [$"{Kind(type)} {Name(type)}{Bases(type)}", .. type.GetMembers(Public).Select(member => Text(member, type)).OfType<string>().Order().Select(text => $"    {text}")];

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => type.IsByRefLike ? "ref struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        var bases = type.IsEnum || type.IsValueType ? [] : type.GetInterfaces().Where(i => !i.Name.StartsWith("IEquatable", StringComparison.Ordinal)).Select(Name).ToList();
        return bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private static string? Text(MemberInfo member, Type type) => member switch
    {
        ConstructorInfo constructor => $"{Name(type)}({Parameters(constructor)})",
        FieldInfo { IsLiteral: true } field => $"{(type.IsEnum ? "" : $"const {Name(field.FieldType)} ")}{field.Name} = {Convert.ToString(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}",
        FieldInfo { IsSpecialName: false } field => $"{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => PropertyText(property),
        MethodInfo { IsSpecialName: false } method when !IsOfARecord(method) =>
            $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter))} {method.Name}{Generics(method)}({Parameters(method)})",
        _ => null,
    };

    private static string PropertyText(PropertyInfo property)
    {
        var indices = property.GetIndexParameters();
        var name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(index => $"{Name(index.ParameterType)} {index.Name}"))}]";
        var isStatic = property.GetMethod!.IsStatic ? "static " : "";
        return $"{isStatic}{Name(property.PropertyType)}{Mark(Nullability.Create(property))} {name} {{ get; {(property.SetMethod is { IsPublic: true } ? "set; " : "")}}}";
    }

    // Written by the compiler.
    private static bool IsOfARecord(MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "ToString" or "Deconstruct" || method.Name.StartsWith('<');

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.GetCustomAttributes().Any(attribute => attribute.GetType().Name == "ExtensionAttribute");
        return (isExtension ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var mode = parameter.GetCustomAttributes().Any(a => a.GetType().Name == "ParamArrayAttribute") ? "params " : parameter.IsOut ? "out "
            : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var value = !parameter.HasDefaultValue ? "" : $" = {parameter.DefaultValue?.ToString()?.ToLowerInvariant() ?? "default"}";
        return $"{mode}{Name(parameter.ParameterType)}{Mark(Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Mark(NullabilityInfo info) => info is { ReadState: NullabilityState.Nullable, Type.IsValueType: false } ? "?" : "";

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray || type.IsPointer)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : type.IsPointer ? "*" : "");
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Name(underlying)}?";
        }

        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : Keywords.GetValueOrDefault(type, type.Name);
        return !type.IsGenericType ? name
            : type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) ? $"({string.Join(", ", type.GetGenericArguments().Select(Name))})"
            : $"{name[..name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
