using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Snnc.Llvm.Tests;

/// <summary>The public members of an assembly's types, written as in the fact file.</summary>
internal static class PublicSurface
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char",
        [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint", [typeof(double)] = "double", [typeof(string)] = "string",
    };

    /// <summary>A line a member: <c>TYPE.member</c>, or all of an enum.</summary>
    public static IEnumerable<string> Of(Type type) => type.IsEnum
        ? [$"enum {type.Name}: {string.Join(", ", Enum.GetNames(type).Select(name => $"{name}={Convert.ToInt64(Enum.Parse(type, name))}"))}"]
        : type.GetMembers(Public).Select(member => Text(member, type.IsAbstract)).OfType<string>().Select(text => $"{type.Name}: {text}");

    private static string? Text(MemberInfo member, bool isStaticClass) => member switch
    {
        ConstructorInfo constructor => $".ctor({Parameters(constructor)})",
        FieldInfo field => $"field {Name(field.FieldType)} {field.Name}",
        PropertyInfo property => $"{Static(property.GetMethod!, isStaticClass)}{Name(property.PropertyType)} {property.Name} "
            + $"{{ get; {(property.SetMethod is null ? "" : "set; ")}}}",
        EventInfo @event => $"event {Name(@event.EventHandlerType!)}? {@event.Name}",
        MethodInfo method when !method.IsSpecialName || method.Name is "op_Implicit" or "op_Explicit" =>
            $"{Static(method, isStaticClass)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static string Static(MethodInfo method, bool isStaticClass) => method.IsStatic && !isStaticClass ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var direction = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        var value = parameter.HasDefaultValue ? $" = {parameter.DefaultValue}" : "";
        return $"{direction}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray || type.IsPointer)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "*");
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : Keywords.GetValueOrDefault(type, type.Name);
    }
}
