package dev.tarn.server;

import dev.tarn.lake.CommitReceipt;
import dev.tarn.lake.catalog.Id;
import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayBuilder;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.RecordBuilder;
import dev.tarn.model.zson.Zson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The values that the service answers with, typed and named as in the reference's API.
final class ApiValues {
    /// Answers who asks, where nobody has to say it.
    static final Value ANONYMOUS = Zson.parse("""
        {tenant_id:"tenant_000000000000000000000000001",user_id:"user_000000000000000000000000001"}(=api.AuthIdentityResponse)""");

    /// Answers how to authenticate: not at all.
    static final Value NO_AUTHENTICATION = Zson.parse("""
        {kind:""(=api.AuthMethod),auth0:null(api.AuthMethodAuth0Details={audience:string,client_id:string,domain:string})}\
        (=api.AuthMethodResponse)""");

    private static final Type ID = new NamedType("ksuid.KSUID", PrimitiveType.BYTES);
    private static final Type COMMIT_RESPONSE = new NamedType("api.CommitResponse", new RecordType(List.of(
            new Field("commit", ID), new Field("warnings", new ArrayType(PrimitiveType.STRING)))));

    private static final Type QUERY_ERROR =
            new NamedType("api.QueryError", new RecordType(List.of(new Field("error", PrimitiveType.STRING))));

    private ApiValues() {}

    /// Returns the answer to a load.
    static Value commit(CommitReceipt receipt) {
        var record = new RecordBuilder(COMMIT_RESPONSE);
        put(record, 0, receipt.commit());
        var warnings = (ArrayBuilder) record.field(1);
        for (var warning : receipt.warnings()) {
            ((BytesBuilder) warnings.elements()).append(warning.getBytes(StandardCharsets.UTF_8));
        }
        warnings.endArray();
        record.endRecord();
        return Value.of(record.build(), 0);
    }

    /// Returns the answer to the question for the newest commit, which knows of no warnings.
    static Value tip(Id commit) {
        var record = new RecordBuilder(COMMIT_RESPONSE);
        put(record, 0, commit);
        ((ArrayBuilder) record.field(1)).appendNull();
        record.endRecord();
        return Value.of(record.build(), 0);
    }

    /// The times of a pool's values, the last one included.
    ///
    /// @param first nanoseconds since 1970
    /// @param last nanoseconds since 1970
    record Span(long first, long last) {}

    /// Returns what a pool's data takes, and the time it spans if its key is a time.
    static Value statistics(long sizeBytes, Optional<Span> span) {
        return Zson.parse("{size:" + sizeBytes + ",span:" + span
                .map(times -> "{ts:" + Instant.ofEpochSecond(0, times.first()) + ",dur:" + (times.last() - times.first() + 1) + "(=nano.Duration)}(=nano.Span)")
                .orElse("null(nano.Span={ts:int64,dur:nano.Duration=int64})") + "}(=exec.PoolStats)");
    }

    /// Returns the answer to the question how a query ended.
    ///
    /// @param error what went wrong, empty if nothing did
    static Value queryStatus(String error) {
        var record = new RecordBuilder(QUERY_ERROR);
        ((BytesBuilder) record.field(0)).append(error.getBytes(StandardCharsets.UTF_8));
        record.endRecord();
        return Value.of(record.build(), 0);
    }

    private static void put(RecordBuilder record, int position, Id id) {
        ((BytesBuilder) record.field(position)).append(id.bytes());
    }
}
