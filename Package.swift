// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same settings: a warning is an error, unsafe operations are marked.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A room of the library: it may import only the rooms to its left in the data flow.
func room(_ name: String, imports dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one room.
func tests(of name: String, imports dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "ForecastTestSupport"] + dependencies,
        resources: resources,
        swiftSettings: strict
    )
}

/// A program that measures how fast the rooms are.
func benchmark(_ name: String, path: String, imports dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name,
        dependencies: dependencies + ["Timing", .product(name: "ArgumentParser", package: "swift-argument-parser")],
        path: path,
        swiftSettings: strict
    )
}

let package = Package(
    name: "forecast",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "forecast", targets: ["forecast"]),
        .library(name: "Forecasting", targets: ["Forecasting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"]), .brew(["libcsv"])]),
        .target(
            name: "CKernels",
            cSettings: [.define("NDEBUG", .when(configuration: .release))]
        ),
        .target(name: "CPretrainedWeights", exclude: ["weights"]),
        room("Parallelism", imports: ["CKernels"]),
        room("Numerics"),
        room("Diagnostics"),
        room("Files", imports: ["Diagnostics"]),
        room("JSON", imports: ["Diagnostics", "Files"]),
        room("Tensors", imports: ["Diagnostics", "Files", "JSON"]),
        room("TimeSeries", imports: ["Numerics", "Diagnostics"]),
        room("CSVIngestion", imports: ["Parallelism", "Diagnostics", "TimeSeries", "CLibCSV"]),
        room("Windowing", imports: ["Numerics", "Diagnostics", "TimeSeries"]),
        room("StatisticalMethods", imports: ["Numerics", "Diagnostics", "TimeSeries"]),
        room("SyntheticSeries", imports: ["Numerics"]),
        room("NeuralLayers", imports: ["Parallelism", "Numerics", "Diagnostics", "TimeSeries", "CKernels"]),
        room(
            "Models",
            imports: [
                "Parallelism", "Numerics", "Diagnostics", "JSON", "Tensors", "TimeSeries", "Windowing",
                "StatisticalMethods", "SyntheticSeries", "NeuralLayers", "CPretrainedWeights",
            ]
        ),
        room(
            "ModelStore",
            imports: [
                "Diagnostics", "JSON", "Tensors", "TimeSeries", "CSVIngestion", "Windowing", "Models",
            ]
        ),
        room(
            "Evaluation",
            imports: [
                "Parallelism", "Numerics", "Diagnostics", "Files", "JSON", "TimeSeries", "Windowing", "NeuralLayers",
                "Models",
            ]
        ),
        room("Reporting", imports: ["Diagnostics", "JSON", "TimeSeries", "Windowing", "Models", "Evaluation"]),
        room(
            "Forecasting",
            imports: [
                "Parallelism", "Diagnostics", "Files", "TimeSeries", "SyntheticSeries", "CSVIngestion", "Windowing",
                "NeuralLayers", "Models", "ModelStore", "Evaluation", "Reporting",
            ]
        ),
        .executableTarget(
            name: "forecast",
            dependencies: [
                "Forecasting", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        .executableTarget(
            name: "pretrain",
            dependencies: [
                "Files", "SyntheticSeries", "NeuralLayers", "Models",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        .target(name: "CPeak", path: "Benchmarks/CPeak"),
        .target(
            name: "Timing", dependencies: ["Parallelism", "NeuralLayers", "CPeak"], path: "Benchmarks/Timing",
            swiftSettings: strict),
        benchmark(
            "training-steps", path: "Benchmarks/TrainingSteps",
            imports: ["Parallelism", "Numerics", "NeuralLayers", "Models"]),
        benchmark("inference", path: "Benchmarks/Inference", imports: ["Numerics", "NeuralLayers"]),
        .executableTarget(
            name: "reading",
            dependencies: [
                "TimeSeries", "CSVIngestion", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Reading", swiftSettings: strict),
        benchmark(
            "backtests", path: "Benchmarks/Backtests",
            imports: ["TimeSeries", "CSVIngestion", "Windowing", "Models", "Evaluation"]),

        .target(
            name: "ForecastTestSupport",
            dependencies: ["JSON", "TimeSeries"],
            path: "Tests/ForecastTestSupport",
            swiftSettings: strict
        ),
        // Small panels, plans and fits, and the files made of them.
        .target(
            name: "ModelTestSupport",
            dependencies: [
                "ForecastTestSupport", "Tensors", "TimeSeries", "Windowing", "NeuralLayers", "Models", "ModelStore",
            ],
            path: "Tests/ModelTestSupport",
            swiftSettings: strict
        ),
        // Linux only: counts what the test process allocates.
        .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
        tests(of: "Parallelism"),
        tests(of: "Numerics"),
        tests(of: "Diagnostics"),
        tests(of: "Files", imports: ["Diagnostics"]),
        tests(of: "JSON", imports: ["Files"]),
        tests(of: "Tensors", imports: ["Files", "JSON"], resources: [.copy("Goldens")]),
        tests(of: "TimeSeries", resources: [.copy("Goldens"), .copy("Diagnosis/DiagnosisGoldens")]),
        tests(of: "CSVIngestion", imports: ["Diagnostics", "TimeSeries"]),
        tests(of: "Windowing", imports: ["Diagnostics", "TimeSeries"]),
        tests(of: "StatisticalMethods", imports: ["Numerics", "TimeSeries"], resources: [.copy("Goldens")]),
        tests(of: "SyntheticSeries"),
        tests(of: "NeuralLayers", imports: ["Parallelism", "Numerics", "CKernels"], resources: [.copy("Goldens")]),
        tests(
            of: "Models",
            imports: [
                "Parallelism", "Numerics", "Diagnostics", "JSON", "Tensors", "TimeSeries", "Windowing",
                "SyntheticSeries", "NeuralLayers", "ModelStore",
                "ModelTestSupport", "CAllocationCounter",
            ],
            resources: [.copy("Baselines/BaselineGoldens")]
        ),
        tests(
            of: "ModelStore",
            imports: [
                "Diagnostics", "Files", "Tensors", "TimeSeries", "Windowing", "NeuralLayers", "Models",
                "ModelTestSupport",
            ]
        ),
        tests(
            of: "Evaluation",
            imports: [
                "Diagnostics", "Files", "JSON", "Tensors", "TimeSeries", "Windowing", "NeuralLayers", "Models",
                "ModelTestSupport",
            ],
            resources: [.copy("Goldens")]),
        // What somebody else's package may do: its models import Forecasting and nothing of ours beside.
        tests(of: "Forecasting"),
        tests(of: "Reporting", imports: ["Diagnostics", "JSON", "TimeSeries", "Windowing", "Models", "Evaluation"]),
        .testTarget(
            name: "forecastTests",
            dependencies: [
                "forecast", "Forecasting", "ForecastTestSupport", "NotebookSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Snapshots"],
            swiftSettings: strict
        ),
        .target(name: "NotebookSupport", path: "Tests/NotebookSupport", swiftSettings: strict),
        .testTarget(
            name: "NotebookTests",
            dependencies: ["NotebookSupport", "forecast"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)

/// Fuzz targets exist only where they are asked for, as their linker needs libFuzzer: see CONTRIBUTING.md.
if Context.environment["FORECAST_FUZZ"] != nil {
    func fuzzer(_ name: String, imports dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: "fuzz-\(name)", dependencies: dependencies + ["FuzzDriver"], path: "Tests/Fuzzing/\(name)",
            swiftSettings: strict)
    }
    package.targets += [
        .target(name: "FuzzDriver", path: "Tests/Fuzzing/FuzzDriver", swiftSettings: strict),
        fuzzer("csv", imports: ["CSVIngestion", "Diagnostics", "TimeSeries"]),
        fuzzer("time", imports: ["TimeSeries"]),
        fuzzer("tsf", imports: ["CSVIngestion", "Diagnostics", "TimeSeries"]),
        fuzzer("model", imports: ["Diagnostics", "ModelStore"]),
    ]
}
