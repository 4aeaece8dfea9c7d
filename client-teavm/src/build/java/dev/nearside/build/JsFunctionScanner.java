package dev.nearside.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.backend.wasm.parser.AddressListener;
import org.teavm.backend.wasm.parser.CodeListener;
import org.teavm.backend.wasm.parser.CodeSectionListener;
import org.teavm.backend.wasm.parser.CodeSectionParser;
import org.teavm.backend.wasm.parser.ImportSectionListener;
import org.teavm.backend.wasm.parser.ImportSectionParser;
import org.teavm.backend.wasm.parser.WasmBinaryReader;
import org.teavm.backend.wasm.parser.WasmHollowType;

/**
 * Finds in a module compiled by TeaVM 0.15 every JavaScript function that it will ask its runtime to make from text.
 *
 * <p>TeaVM's WebAssembly-GC back end hands each {@code @JSBody} to {@code new Function(…)} when the module starts, which
 * a Content-Security-Policy without {@code 'unsafe-eval'} forbids. The module's initializer pushes the parameter names
 * and the body, each a string constant, and calls the import {@code teavmJso.createFunctionN}; the string constants
 * stand in a data segment in the order in which the initializer lists their globals. So both can be read from the binary.
 */
final class JsFunctionScanner {
    private static final int IMPORT_SECTION = 2;
    private static final int CODE_SECTION = 10;
    private static final int DATA_SECTION = 11;
    private static final int ACTIVE = 0;
    private static final int PASSIVE = 1;
    private static final int I32_CONST = 0x41;
    private static final int END = 0x0b;

    private final byte[] module;
    private final Map<Integer, Integer> constructors = new HashMap<>();
    private final Set<List<String>> imported = new LinkedHashSet<>();
    private int importedFunctions;
    private final List<Integer> stringGlobals = new ArrayList<>();
    private final List<List<Integer>> calls = new ArrayList<>();
    private List<String> strings = List.of();

    JsFunctionScanner(byte[] module) {
        this.module = module;
    }

    /** Every function, as the list of arguments that {@code new Function} would get: parameter names, then the body. */
    List<List<String>> scan() throws IOException {
        Map<Integer, byte[]> sections = sections();
        new ImportSectionParser(new Imports()).parse(AddressListener.EMPTY, section(sections, IMPORT_SECTION));
        CodeSectionParser code = new CodeSectionParser(new Functions());
        code.setFunctionIndexOffset(importedFunctions);
        code.parse(AddressListener.EMPTY, section(sections, CODE_SECTION));
        strings = findStrings(section(sections, DATA_SECTION), stringGlobals.size());
        Map<Integer, String> byGlobal = new HashMap<>();
        for (int i = 0; i < stringGlobals.size(); i++) {
            byGlobal.put(stringGlobals.get(i), strings.get(i));
        }
        Set<List<String>> functions = new LinkedHashSet<>();
        functions.addAll(imported);
        for (List<Integer> call : calls) {
            List<String> arguments = new ArrayList<>(List.of("wrapCallFromJavaToJs"));
            for (int global : call) {
                String argument = byGlobal.get(global);
                if (argument == null) {
                    throw new IOException("a JavaScript function is not made from string constants");
                }
                arguments.add(argument);
            }
            functions.add(arguments);
        }
        return List.copyOf(functions);
    }

    private static byte[] section(Map<Integer, byte[]> sections, int code) throws IOException {
        byte[] section = sections.get(code);
        if (section == null) {
            throw new IOException("the module has no section " + code);
        }
        return section;
    }

    private Map<Integer, byte[]> sections() {
        Map<Integer, byte[]> sections = new HashMap<>();
        WasmBinaryReader reader = new WasmBinaryReader(AddressListener.EMPTY, module);
        reader.ptr = 8;
        while (reader.ptr < module.length) {
            int code = module[reader.ptr++];
            int size = reader.readLEB();
            sections.put(code, java.util.Arrays.copyOfRange(module, reader.ptr, reader.ptr + size));
            reader.ptr += size;
        }
        return sections;
    }

    private static List<String> findStrings(byte[] section, int count) throws IOException {
        WasmBinaryReader reader = new WasmBinaryReader(AddressListener.EMPTY, section);
        int segments = reader.readLEB();
        for (int i = 0; i < segments; i++) {
            skipAddress(reader, section[reader.ptr++]);
            int size = reader.readLEB();
            byte[] segment = java.util.Arrays.copyOfRange(section, reader.ptr, reader.ptr + size);
            reader.ptr += size;
            List<String> found = StringPool.read(segment, count);
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new IOException("no data segment holds the " + count + " string constants");
    }

    /** Passes the address of an active segment: {@code i32.const n, end}. */
    private static void skipAddress(WasmBinaryReader reader, int mode) throws IOException {
        if (mode == PASSIVE) {
            return;
        }
        if (mode != ACTIVE || (reader.data[reader.ptr++] & 0xff) != I32_CONST) {
            throw new IOException("a data segment of a kind that TeaVM 0.15 does not write");
        }
        int ignoredAddress = reader.readSignedLEB();
        if ((reader.data[reader.ptr++] & 0xff) != END) {
            throw new IOException("the address " + ignoredAddress + " of a data segment is not a constant");
        }
    }

    private final class Imports implements ImportSectionListener {
        private String module = "";
        private String name = "";

        @Override
        public void startEntry(String module, String name) {
            this.module = module;
            this.name = name;
        }

        @Override
        public void function(int typeIndex) {
            if (module.equals("teavmJso")) {
                if (name.startsWith("createFunction")) {
                    constructors.put(importedFunctions, Integer.parseInt(name.substring("createFunction".length())));
                }
                RuntimeFunctions.madeFor(name).ifPresent(imported::add);
            }
            importedFunctions++;
        }

        @Override
        public void global(WasmHollowType type, boolean mutable) {}
    }

    private final class Functions implements CodeSectionListener {
        @Override
        public boolean functionStart(int index, int size) {
            return true;
        }

        @Override
        public CodeListener code() {
            return new Instructions();
        }
    }

    /** Remembers the globals read since the function began: the last ones are what a call takes from the stack. */
    private final class Instructions implements CodeListener {
        private final List<Integer> globals = new ArrayList<>();

        @Override
        public void getGlobal(int global) {
            globals.add(global);
        }

        @Override
        public void arrayNewFixed(int type, int size) {
            List<Integer> last = globals.subList(Math.max(0, globals.size() - size), globals.size());
            if (last.size() == size && new HashSet<>(last).size() == size && size > stringGlobals.size()) {
                stringGlobals.clear();
                stringGlobals.addAll(last);
            }
        }

        @Override
        public void call(int function) {
            Integer parameters = constructors.get(function);
            if (parameters != null) {
                calls.add(List.copyOf(globals.subList(globals.size() - parameters - 1, globals.size())));
            }
        }
    }
}
