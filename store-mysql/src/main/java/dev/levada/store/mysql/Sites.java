package dev.levada.store.mysql;

import dev.levada.project.AssetName;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.commit.Carpentry.Publishing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Tables that one session has for itself, as far as their making and changing goes. A session that ends lets go of them. */
final class Sites {
    private Sites() {}

    /** @param tables in an order that all have who want several */
    static void have(Connection session, Books books, List<AssetName> tables, Publishing work) throws SQLException {
        if (tables.isEmpty()) {
            work.run();
            return;
        }
        long id = books.claim(session, tables.get(0)).id();
        session.commit();
        MysqlWatch.alone(session, "table" + id, alone -> {
            session.commit(); // to see what others have done by now
            have(session, books, tables.subList(1, tables.size()), work);
            return true;
        });
    }
}
